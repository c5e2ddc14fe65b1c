"""A Python-Markdown extension: HTML that the library made is kept as it is, instead of being read tag by tag.

MkDocs takes this file as a hook. Reading our own blocks again was a third of its work.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

# `policykit.html.elements` puts each block of HTML between these; no value of data can contain them, because it is escaped.
_BLOCK = re.compile(r"<!--html-->(.*?)<!--/html-->", re.DOTALL)


class _KeepBlocks(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Put each block aside; Markdown puts it back at the end."""
        return _BLOCK.sub(lambda match: f"\n\n{self.md.htmlStash.store(match[1])}\n\n", "\n".join(lines)).split("\n")


class ReadyHtml(Extension):
    """Leaves marked blocks alone."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Run after white space is normalized (30), before blocks of HTML are read (20)."""
        md.preprocessors.register(_KeepBlocks(md), "ready_html", 25)


def on_config(config: Any) -> Any:
    """MkDocs: add the extension."""
    config.markdown_extensions.append(ReadyHtml())
    return config
