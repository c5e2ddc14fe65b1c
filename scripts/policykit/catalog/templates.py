"""Reads the files of docs/templates: front matter, body and the first line of the body.

`rendering` fills them with data.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from policykit.foundation.diagnostics import Diagnostic, Invalid, Place
from policykit.foundation.text_files import read_text
from policykit.model import SOURCE_LANGUAGE, PageFront, PolicyFront, ReplyFront, SheetFront, validate
from policykit.yamlio.reader import parse_yaml

Front = PageFront | PolicyFront | ReplyFront | SheetFront
KINDS: dict[str, tuple[type[PageFront] | type[PolicyFront] | type[ReplyFront] | type[SheetFront], str]] = {
    "page": (PageFront, ".md"),
    "policy": (PolicyFront, ".txt"),
    "reply": (ReplyFront, ".txt"),
    "sheet": (SheetFront, ".txt"),
}
SHARED = {"page": "page", "sheet": "sheet", "reply": f"{SOURCE_LANGUAGE}/reply"}
"""Kinds whose templates exist once, with their folder; catalogs translate their texts. A policy is written per language."""
_FRONT = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)


@dataclass(frozen=True)
class Template:
    """A template file."""

    language: str
    kind: str
    id: str
    file: str
    front: Front
    body: str
    body_line: int


def read_template(path: Path, shown_as: str, language: str, kind: str, context: dict[str, Any]) -> Template:
    """Read and validate a template. Raises `Invalid`."""
    text = read_text(path, shown_as)
    match = _FRONT.match(text)
    if not match:
        wanted = "start with front matter between two lines `---`"
        raise Invalid([Diagnostic(Place(shown_as, 1), "no-front-matter", "the template has no front matter", wanted)])
    source = parse_yaml(match[1], shown_as, first_line=2)
    front = validate(KINDS[kind][0], source, context)
    body = text[match.end() :]
    return Template(language, kind, path.stem, shown_as, front, body, text[: match.end()].count("\n") + 1)


def translated(template: Template, code: str, translate: Callable[[str, str], str]) -> Template:
    """Return a template with the texts of its front matter in a language; `translate` gets a text and its context."""
    front = template.front

    def say(text: str) -> str:
        return str(translate(text, f"{template.kind} {template.id}"))

    if isinstance(front, PageFront):
        front = front.model_copy(update={"title": say(front.title), "menu": front.menu and say(front.menu)})
    elif isinstance(front, SheetFront):
        front = front.model_copy(update={"title": say(front.title)})
    elif isinstance(front, ReplyFront):
        first = tuple(condition.model_copy(update={"text": say(condition.text)}) for condition in front.first)
        front = front.model_copy(
            update={"title": say(front.title), "when": say(front.when), "first": first, "next": tuple(map(say, front.next))}
        )
    return replace(template, language=code, front=front)
