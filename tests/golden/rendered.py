"""What each template prints for the made-up products, with the parts that functions make named instead of printed.

`test_templates.py` compares it with the files in tests/golden/templates; `tests/invert_conditions.py` inverts one condition of
a template after another and expects a difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes

from policykit.catalog.catalog import Catalogue, Entry
from policykit.catalog.languages import Language
from policykit.catalog.templates import Template
from policykit.html.elements import Element, Markdown, element
from policykit.model import SOURCE_LANGUAGE, PageFront
from policykit.rendering.jinja import Compiled, Out, TemplateEngine, parsed, tidy
from policykit.rendering.pages import PageRenderer
from policykit.rendering.replies import Replies
from policykit.site.session import session_of

GOLDEN = Path(__file__).parent
FILES = GOLDEN / "templates"
PRODUCTS = sorted((GOLDEN / "products").glob("*.yml"))


@dataclass(frozen=True)
class Inverted:
    """The condition to invert: a template, and the number of its condition."""

    language: str
    kind: str
    id: str
    number: int


class MarkingEngine(TemplateEngine):
    """Compiles templates so that a part made by a function prints as its call, and perhaps inverts one condition."""

    def __init__(self, inverted: Inverted | None = None) -> None:
        super().__init__()
        self._inverted = inverted

    def compile(self, template: Template, language: Language, out: Out) -> Compiled:
        """Compile a template; see the class."""
        compiled = super().compile(template, language, out)
        wanted = self._inverted
        if wanted and (wanted.language, wanted.kind, wanted.id) == (template.language, template.kind, template.id):
            environment = compiled.template.environment
            tree = environment.parse(template.body)
            invert(list(conditions(tree))[wanted.number])
            code = environment.compile(tree, template.id, template.file)
            compiled = Compiled(template, jinja2.Template.from_code(environment, code, dict(environment.globals)))
        return Marked(compiled.source, compiled.template)


@dataclass(frozen=True)
class Marked(Compiled):
    """A compiled template whose functions print their calls."""

    def render(self, names: Mapping[str, Any]) -> str:
        """Render the complete template."""
        return super().render({name: marked(name, value) if callable(value) else value for name, value in names.items()})


def marked(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A function whose elements and Markdown print as its call; other results, and what is false, stay."""

    def call(*given: Any, **named: Any) -> Any:
        found = function(*given, **named)
        shown = f"{name}({', '.join(map(_short, (*given, *named.values())))})"
        if isinstance(found, Element):
            return element("div" if found.is_block else "span", shown)
        return Markdown(f"<{shown}>") if isinstance(found, Markdown) and found else found

    return call


def _short(value: Any) -> str:
    """An argument, without the addresses of objects."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Element):
        return f"{value.tag}: {''.join(map(_short, value.children))}"
    if isinstance(value, (list, tuple)):
        return "; ".join(map(_short, value))
    if hasattr(value, "root"):
        return str(value.root.get("en", value.root))
    return str(getattr(value, "id", value if isinstance(value, (int, type(None))) else type(value).__name__))


def conditions(tree: nodes.Node) -> Iterator[nodes.Node]:
    """Every node of a template that has a condition: `if`, `elif`, `a if b else c`, and `for ... if`."""
    for node in tree.find_all((nodes.If, nodes.CondExpr, nodes.For)):
        if not isinstance(node, nodes.For) or node.test is not None:
            yield node


def conditions_of(template: Template) -> list[int]:
    """The line of each condition of a template."""
    return [node.lineno + template.body_line - 1 for node in conditions(parsed(template.body))]


def invert(node: Any) -> None:
    """Invert the condition of a node."""
    node.test = nodes.Not(node.test, lineno=node.lineno)


def printed(catalogue: Catalogue, template: Template, entries: list[Entry], inverted: Inverted | None = None) -> str:
    """What a template prints for each product, one after another; an error counts as what it prints."""
    engine = MarkingEngine(inverted)
    language = catalogue.languages[template.language]
    parts = []
    for entry in entries:
        parts.append(f"======== {entry.slug}\n\n{_of(catalogue, engine, language, template, entry)}")
    return "\n\n".join(parts) + "\n"


def _of(catalogue: Catalogue, engine: TemplateEngine, language: Language, template: Template, entry: Entry) -> str:
    try:
        if template.kind == "reply":
            return Replies(catalogue, engine).text(entry, template.id)
        pages = PageRenderer(catalogue, engine)
        if template.kind == "policy":
            return pages.policies.texts(language, entry)[template.id]
        if template.kind == "sheet":
            return pages.sheet(language, template.id, entry)
        front = template.front
        assert isinstance(front, PageFront)
        content = session_of(catalogue).content(entry)
        if front.each == "unlisted":
            text = pages.unlisted(
                language, template.id, "more-information", session_of(catalogue).replies.unlisted("more-information")
            )
        else:
            text = pages.page(language, template.id, entry, content, "more-information" if front.each == "reply" else None)
        return tidy(re.sub(r"<!--/?html-->|</?(?:div|span)>", "", text))
    except Exception as error:  # an inverted condition may print what is absent
        return f"{type(error).__name__}: {error}"


def templates_of(catalogue: Catalogue) -> list[Template]:
    """Every template, once per file, in English if its languages share the file."""
    found: dict[str, Template] = {}
    for (code, _, _), template in sorted(catalogue.templates.items()):
        if code == SOURCE_LANGUAGE or template.kind == "policy":
            found[template.file] = template
    return [template for _, template in sorted(found.items())]


def file_of(template: Template) -> Path:
    """The file of what a template prints."""
    folder = f"{template.language}/" if template.kind == "policy" else ""
    return FILES / f"{folder}{template.kind}-{template.id}.txt"


def entries_of(catalogue: Catalogue, template: Template) -> list[Entry]:
    """The made-up products that a template is printed for."""
    retired = isinstance(template.front, PageFront) and template.front.each == "retired"
    chosen = catalogue.retired if retired else catalogue.products
    return list(chosen.values())
