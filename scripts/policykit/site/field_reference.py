"""The reference of product fields, generated from the data model: one folded list per record, in the page's language."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any

from policykit.catalog.catalog import Catalogue
from policykit.catalog.languages import Language
from policykit.html.elements import Element, Markdown, element, to_markdown
from policykit.model import Product, Record
from policykit.onboarding.fields import Field, anchor_of, fields_of, product_fields
from policykit.onboarding.json_schema import product_schema

_LONGEST = 90


def field_reference(catalogue: Catalogue, language: Language) -> Markdown:
    """One section for the product and one for each record in it, in the model's order."""
    return Markdown("\n\n".join(_Reference(catalogue, language).sections()))


class _Reference:
    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self._language, self._word = language, language.word
        self._schema = product_schema(catalogue, language.code)
        self._asked = {path for question in catalogue.questions for path in question.ask}

    def sections(self) -> Iterator[str]:
        yield self._section(Product, self._word("reference.product"), [])
        places: dict[type[Record], list[Field]] = {}
        for field in product_fields().values():
            if field.record:
                places.setdefault(field.record, []).append(field)
        for record, holders in places.items():
            yield self._section(record, self._words(holders[0])[0], holders)

    def _section(self, record: type[Record], title: str, holders: list[Field]) -> str:
        heading = f"## {to_markdown(title, self._language)} {{ #{record.__name__.lower()} }}"
        paths = [part for field in holders for part in (element("code", field.path), ", ")][:-1]
        where = element("p", self._word("reference.at"), " ", *paths) if paths else ""
        own = f"{holders[0].path}." if holders else ""
        fields = list(fields_of(record, own))
        count = self._word("reference.count", number=self._language.number(len(fields)))
        # Meanings and examples mention brackets of sample emails, which are not blanks.
        body = element(
            "details",
            element("summary", count),
            element("dl", *(part for field in fields for part in self._row(field)), class_="kit-fields"),
            data_example=True,
        )
        return f"{heading}\n\n{to_markdown((where, body), self._language)}"

    def _row(self, field: Field) -> tuple[Element, Element]:
        _, description = self._words(field)
        marks = [(" ", element("strong", self._word("reference.needed")))] if field.is_required else []
        marks += [(" ", element("strong", self._word("reference.private")))] if field.is_private else []
        asked = field.path in self._asked
        marks += [(" ", element("small", self._word("reference.asked")))] if asked else []
        example = self._example(field)
        shown = (" · ", self._word("reference.example"), " ", example) if example else ()
        value = element("small", self._value(field), *shown)
        name = element("dt", element("code", field.name), id=anchor_of(field))
        return name, element("dd", description, *marks, element("br"), value)

    def _words(self, field: Field) -> tuple[str, str]:
        own = self._properties(field.owner)[field.name]
        return own["title"], own["description"]

    def _properties(self, record: type[Record]) -> dict[str, Any]:
        schema: dict[str, Any] = self._schema if record is Product else self._schema["definitions"][record.__name__]
        options: dict[str, Any] = schema if "properties" in schema else schema["anyOf"][-1]
        found: dict[str, Any] = options["properties"]
        return found

    def _value(self, field: Field) -> Any:
        """The kind of a field's value; a link if it is a record."""
        kind: Any
        if field.record:
            kind = element("a", self._word("reference.record"), href=f"#{field.record.__name__.lower()}")
        elif field.choices:
            kind = [part for choice in field.choices for part in (element("code", choice), ", ")][:-1]
        else:
            kind = self._schema["definitions"][field.kind]["x-wanted"]
        around = "reference.list" if field.is_list else "reference.mapping" if field.is_mapping else None
        return (self._word(around), " ", kind) if around else kind

    def _example(self, field: Field) -> Any:
        examples = self._properties(field.owner)[field.name].get("examples")
        if not examples:
            return None
        shown = examples[0]
        first = shown[0] if isinstance(shown, list) and shown else shown
        if isinstance(first, dict) and self._language.code in first:
            first = first[self._language.code]
        words = first if isinstance(first, str) else json.dumps(first, ensure_ascii=False)
        line = words.splitlines()[0]
        cut = textwrap.shorten(line, _LONGEST, placeholder=" ...") + ("" if line == words else " ...")
        return cut if " " in cut else element("code", cut)
