"""Compiles and renders Jinja templates, one environment per language and output format; errors become diagnostics.

A diagnostic names the template's file and line. A missing value is an error; `None` is never printed.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any, Literal

import jinja2
from jinja2 import nodes
from jinja2.ext import Extension

from policykit.catalog.languages import Language
from policykit.catalog.templates import Template
from policykit.catalog.translations import fill
from policykit.foundation.diagnostics import Diagnostic, Invalid, Place
from policykit.html.elements import AbsentValue, Markdown, marked, plain, to_markdown
from policykit.model import SOURCE_LANGUAGE

Out = Literal["page", "text"]
"""Output format of a template: Markdown page or plain text."""


class _KeepSpace(Extension):
    """White space around a translated text belongs to the page; that around other tags is removed."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return source.replace("{% trans", "{%+ trans").replace("{% endtrans %}", "{% endtrans +%}")


def _new_environment(finalize: Callable[..., Any]) -> jinja2.Environment:
    """What all templates are compiled and rendered with; languages and output formats differ in `finalize` and in globals."""
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        # With the context, because Jinja would otherwise print constants when it compiles, in one language for all.
        finalize=jinja2.pass_context(finalize),
        extensions=["jinja2.ext.i18n", _KeepSpace],
    )
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.policies["ext.i18n.trimmed"] = True
    return environment


# Compiling takes longer than rendering, so it is done once for all languages. By content: a changed template is compiled anew.
_COMPILER = _new_environment(lambda _, value: value)
_PAGES = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)


@lru_cache(maxsize=1024)
def _code(body: str, name: str, file: str) -> CodeType:
    return _COMPILER.compile(body, name, file)


@lru_cache(maxsize=1024)
def _page_code(text: str, file: str) -> CodeType:
    return _PAGES.compile(text, file, file)


def parsed(body: str) -> nodes.Template:
    """The tree of a template's code."""
    return _COMPILER.parse(body)


@lru_cache(maxsize=1024)
def _texts(body: str) -> tuple[tuple[int, str, Any], ...]:
    return tuple(_COMPILER.extract_translations(body))  # type: ignore[attr-defined]


@lru_cache(maxsize=1024)
def _outside(body: str) -> int | None:
    """The line of the first text or call outside all blocks."""
    for part in parsed(body).body:
        for item in part.nodes if isinstance(part, nodes.Output) else () if isinstance(part, nodes.Block) else (part,):
            words = item.data if isinstance(item, nodes.TemplateData) else "{"
            if words.strip():
                return item.lineno + words[: len(words) - len(words.lstrip())].count("\n")
    return None


_NO_FIELD = re.compile(r"'policykit\.[\w.]*?(\w+) object' has no attribute '(\w+)'")
_FIX = "correct the template, or the data it names"


@dataclass(frozen=True)
class Compiled:
    """A compiled template."""

    source: Template
    template: jinja2.Template

    @property
    def blocks(self) -> set[str]:
        """The names of its blocks."""
        return set(self.template.blocks)

    def render(self, names: Mapping[str, Any]) -> str:
        """Render the complete template. Raises `Invalid`."""
        return self._guarded(lambda: self.template.render(names))

    def render_block(self, block: str, names: Mapping[str, Any]) -> str:
        """Render one block. Raises `Invalid`."""

        def fill() -> str:
            try:
                return "".join(self.template.blocks[block](self.template.new_context(dict(names))))
            except Exception:
                # What `render` does too: after it the traceback has the template's lines, not those of the compiled code.
                self.template.environment.handle_exception()

        return self._guarded(fill)

    def _guarded(self, fill: Callable[[], str]) -> str:
        try:
            return fill()
        except Invalid:
            raise
        except Exception as error:  # a template may call anything, so any exception is reported at the template's line
            diagnostic = _diagnostic(self.source, _line(error, self.source.file), "template-error", _message(error))
            raise Invalid([diagnostic]) from None


class TemplateEngine:
    """Compiles templates and caches them by file, language and output format."""

    def __init__(self) -> None:
        self._environments: dict[tuple[Out, str], jinja2.Environment] = {}
        self._compiled: dict[tuple[Out, str, str], Compiled] = {}

    def compile(self, template: Template, language: Language, out: Out) -> Compiled:
        """Compile a template that prints its values in `language`. Raises `Invalid` for a syntax error."""
        key = (out, language.code, template.file)
        if key not in self._compiled:
            environment = self._environment(language, out)
            try:
                code = _code(template.body, template.id, template.file)
            except jinja2.TemplateSyntaxError as error:
                raise Invalid([_diagnostic(template, error.lineno, "template-syntax", str(error.message))]) from None
            compiled = jinja2.Template.from_code(environment, code, dict(environment.globals))
            self._compiled[key] = Compiled(template, compiled)
        return self._compiled[key]

    def _environment(self, language: Language, out: Out) -> jinja2.Environment:
        key = (out, language.code)
        if key not in self._environments:
            printed = to_markdown if out == "page" else plain
            self._environments[key] = _new_environment(
                lambda _, value: value if isinstance(value, jinja2.Undefined) else printed(value, language)
            )
            _install_translations(self._environments[key], language, out)
        return self._environments[key]


def _install_translations(environment: jinja2.Environment, language: Language, out: Out) -> None:
    """Give templates `{% trans %}`, which may contain Markdown, and `_("...")`, which is plain text."""
    printed: Callable[[Any, Language], str] = to_markdown if out == "page" else plain

    def filled(found: str | None, text: str, values: dict[str, Any]) -> str:
        # Jinja doubles each % of the text.
        words = fill(found or text, {name: printed(value, language) for name, value in values.items()})
        if out == "text" or found or language.is_source:
            return Markdown(words)
        return Markdown(marked(words, SOURCE_LANGUAGE, language))

    def gettext(text: str, **values: Any) -> str:
        return filled(language.translations.find(text), text, values)

    def ngettext(text: str, plural: str, num: int, **values: Any) -> str:
        found = language.translations.find_plural(text, num)
        return filled(found, text if num == 1 else plural, {"num": num, **values})

    environment.globals |= {"gettext": gettext, "ngettext": ngettext, "_": language.translated}


def messages_of(template: Template) -> list[tuple[int, str, str | None]]:
    """Line in the file, text and plural of every text of a template that is translated. Raises `Invalid` for a syntax error."""
    found = []
    try:
        texts = _texts(template.body)
    except jinja2.TemplateSyntaxError as error:
        raise Invalid([_diagnostic(template, error.lineno, "template-syntax", str(error.message))]) from None
    for line, _, message in texts:
        text, plural = message[:2] if isinstance(message, tuple) else (message, None)
        found.append((line + template.body_line - 1, text, plural))
    return found


def is_translated(template: Template, language: Language) -> bool:
    """Whether a language has any of a template's texts; a page without any is in English as a whole."""
    texts = [text for _, text, _ in messages_of(template)]
    return language.is_source or not texts or any(language.translations.find(text) for text in texts)


def outside_blocks(template: Template) -> Diagnostic | None:
    """A diagnostic for the first text or call outside all blocks, where it would never be printed; None if there is none."""
    line = _outside(template.body)
    if line is None:
        return None
    place = Place(template.file, line + template.body_line - 1)
    return Diagnostic(
        place, "text-outside-blocks", "text or a call outside the blocks is never printed", "move it into a block, or delete it"
    )


def render_page(text: str, file: str, functions: Mapping[str, Any]) -> str:
    """Fill in the calls of a hand-written page. Raises `Invalid`.

    This happens before an engine starts, so an error is reported once, with file and line.
    """
    try:
        return jinja2.Template.from_code(_PAGES, _page_code(text, file), dict(_PAGES.globals)).render(functions)
    except Invalid:
        raise
    except jinja2.TemplateSyntaxError as error:
        raise Invalid([Diagnostic(Place(file, error.lineno), "template-syntax", str(error.message), _FIX)]) from None
    except Exception as error:  # as above: `{{ 1/0 }}` raises Python's own exception
        raise Invalid([Diagnostic(Place(file, _line(error, file)), "template-error", _message(error), _FIX)]) from None


def tidy(text: str) -> str:
    """Strip line ends and keep at most one empty line in a row, because a support case shows all white space."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _message(error: Exception) -> str:
    """An exception's message; Python's own exceptions with their type, because "division by zero" alone is unclear."""
    if match := _NO_FIELD.search(str(error)):
        owner = {"ProductView": "a product", "ProductValue": "the value"}.get(match[1], match[1])
        return f"{owner} has no field `{match[2]}`"
    own = isinstance(error, (jinja2.TemplateError, AbsentValue, LookupError, ValueError)) and not isinstance(error, KeyError)
    return str(error) if own else f"{type(error).__name__}: {error}"


def _line(error: BaseException, file: str) -> int:
    """The line of the template that raised the error, from the traceback, in which Jinja uses the template's file name."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return lines[-1] or 1 if lines else 1


def _diagnostic(template: Template, line: int, rule: str, message: str) -> Diagnostic:
    return Diagnostic(Place(template.file, line + template.body_line - 1), rule, message, _FIX)
