"""Jinja as this project uses it: one environment per language and kind of text, and every error as a diagnostic.

An error names the template's file and line. An absent value stops the text instead of printing `None`.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import jinja2
from jinja2 import nodes

from policykit.catalog.languages import Language
from policykit.catalog.templates import Template
from policykit.foundation.diagnostics import Diagnostic, Invalid, Place
from policykit.html.elements import AbsentValue, plain, to_markdown

Out = Literal["page", "text"]
"""Where a template's values are printed: in a Markdown page, or in plain text."""

_EXTENSIONS = ["jinja2.ext.do"]
_FIX = "correct the template, or the data it names"


@dataclass(frozen=True)
class Compiled:
    """A template that is ready to be filled."""

    source: Template
    template: jinja2.Template

    @property
    def blocks(self) -> set[str]:
        """The names of its blocks."""
        return set(self.template.blocks)

    def render(self, names: Mapping[str, Any]) -> str:
        """The whole template, filled. Raises `Invalid`."""
        return self._guarded(lambda: self.template.render(names))

    def render_block(self, block: str, names: Mapping[str, Any]) -> str:
        """One block, filled. Raises `Invalid`."""
        return self._guarded(lambda: "".join(self.template.blocks[block](self.template.new_context(dict(names)))))

    def _guarded(self, fill: Callable[[], str]) -> str:
        try:
            return fill()
        except Invalid:
            raise
        except Exception as error:  # a template may call anything: whatever it raises is reported at the template's line
            raise Invalid([_diagnostic(self.source, _line(error, self.source.file), "template-error", _said(error))]) from None


class TemplateEngine:
    """Compiles templates; each file once."""

    def __init__(self) -> None:
        self._environments: dict[tuple[Out, str], jinja2.Environment] = {}
        self._compiled: dict[tuple[Out, str, str], Compiled] = {}

    def compile(self, template: Template, language: Language, out: Out) -> Compiled:
        """A template whose values are printed in a language. Raises `Invalid` for a syntax error."""
        key = (out, language.code, template.file)
        if key not in self._compiled:
            environment = self._environment(language, out)
            try:
                code = environment.compile(template.body, template.id, template.file)
            except jinja2.TemplateSyntaxError as error:
                raise Invalid([_diagnostic(template, error.lineno, "template-syntax", str(error.message))]) from None
            made = jinja2.Template.from_code(environment, code, dict(environment.globals))
            self._compiled[key] = Compiled(template, made)
        return self._compiled[key]

    def _environment(self, language: Language, out: Out) -> jinja2.Environment:
        key = (out, language.code)
        if key not in self._environments:
            printed = to_markdown if out == "page" else plain
            self._environments[key] = jinja2.Environment(
                undefined=jinja2.StrictUndefined,
                trim_blocks=True,
                lstrip_blocks=True,
                keep_trailing_newline=False,
                finalize=lambda value: value if isinstance(value, jinja2.Undefined) else printed(value, language),
                extensions=_EXTENSIONS,
            )
        return self._environments[key]


def outside_blocks(template: Template) -> Diagnostic | None:
    """The first thing that a template has outside its blocks, where nothing would print it; None where there is nothing."""
    for part in jinja2.Environment(extensions=_EXTENSIONS).parse(template.body).body:
        for item in part.nodes if isinstance(part, nodes.Output) else () if isinstance(part, nodes.Block) else (part,):
            words = item.data if isinstance(item, nodes.TemplateData) else "{"
            if words.strip():
                line = item.lineno + words[: len(words) - len(words.lstrip())].count("\n")
                place = Place(template.file, line + template.body_line - 1)
                message = "text or a call outside the blocks is never printed"
                return Diagnostic(place, "text-outside-blocks", message, "move it into a block, or delete it")
    return None


def render_page(text: str, file: str, functions: Mapping[str, Any]) -> str:
    """A hand-written page with its calls filled in. Raises `Invalid`.

    Both engines read the result, so that an error is reported once, with file and line.
    """
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    try:
        code = environment.compile(text, file, file)
        return jinja2.Template.from_code(environment, code, dict(environment.globals)).render(functions)
    except Invalid:
        raise
    except jinja2.TemplateSyntaxError as error:
        raise Invalid([Diagnostic(Place(file, error.lineno), "template-syntax", str(error.message), _FIX)]) from None
    except Exception as error:  # as above: `{{ 1/0 }}` raises what Python raises
        raise Invalid([Diagnostic(Place(file, _line(error, file)), "template-error", _said(error), _FIX)]) from None


def tidy(text: str) -> str:
    """The text with no space at line ends and at most one empty line in a row: a support case shows every one of them."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _said(error: Exception) -> str:
    """What an error says; an error of Python's own with its kind, because "division by zero" alone names nothing."""
    own = isinstance(error, (jinja2.TemplateError, AbsentValue, LookupError, ValueError)) and not isinstance(error, KeyError)
    return str(error) if own else f"{type(error).__name__}: {error}"


def _line(error: BaseException, file: str) -> int:
    """The line of the template on which an error arose; Jinja puts its file name into the traceback."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return lines[-1] or 1 if lines else 1


def _diagnostic(template: Template, line: int, rule: str, message: str) -> Diagnostic:
    return Diagnostic(Place(template.file, line + template.body_line - 1), rule, message, _FIX)
