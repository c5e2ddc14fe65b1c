"""A Python-Markdown extension that keeps generated HTML blocks unchanged instead of parsing them tag by tag.

MkDocs loads this file as a hook. Parsing these blocks took a third of its time.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

# `policykit.html.elements` puts each HTML block between these marks; values of data are escaped, so they cannot contain them.
_BLOCK = re.compile(r"<!--html-->(.*?)<!--/html-->", re.DOTALL)


class _KeepBlocks(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Stash each block; Markdown restores it at the end."""
        return _BLOCK.sub(lambda match: f"\n\n{self.md.htmlStash.store(match[1])}\n\n", "\n".join(lines)).split("\n")


class ReadyHtml(Extension):
    """Keeps marked blocks unchanged."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Run after white space is normalized (priority 30) and before HTML blocks are parsed (20)."""
        md.preprocessors.register(_KeepBlocks(md), "ready_html", 25)


def on_config(config: Any) -> Any:
    """Add the extension (called by MkDocs)."""
    config.markdown_extensions.append(ReadyHtml())
    return config
