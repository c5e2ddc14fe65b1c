"""The base of all records, texts in several languages, and the status that every claim carries."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any, Self, get_origin

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, JsonValue, RootModel, ValidationInfo, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema

from .scalars import Count, Name, refuse

SOURCE_LANGUAGE = "en"
"""The language every text must have, because AWS Support reads it and the other languages fall back to it."""

PRIVATE: dict[str, JsonValue] = {"x-private": True}
"""Marks a field whose value belongs into the private overlay: for the schema, the scaffold and the onboarding page."""


class Record(BaseModel):
    """A mapping in a data file: frozen, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)

    @classmethod
    def absent(cls) -> Self:
        """The record of a part that the file leaves out: every field is empty, and it is false in a condition."""
        made: Self = _absent(cls)
        return made

    def __bool__(self) -> bool:
        """Whether the file has this part."""
        return self is not _absent(type(self))


@cache
def _absent(kind: type[Record]) -> Any:
    return kind.model_construct(set(), **{name: _empty(field) for name, field in kind.model_fields.items()})


def _empty(field: FieldInfo) -> Any:
    """The value of a field in an absent record: its default; where the file has to give one, nothing of its kind."""
    if not field.is_required():
        return field.get_default(call_default_factory=True)
    kind = get_origin(field.annotation) or field.annotation
    if isinstance(kind, type) and issubclass(kind, Record):
        return kind.absent()
    return kind() if kind in (tuple, dict) else None


class Text(RootModel[dict[Name, Name]]):
    """Words for readers: language code -> text, `en` required. A plain string is English only."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _from_plain_string(cls, value: Any) -> Any:
        # One model with a before-validator: a union `str | mapping` would report each error twice.
        return {SOURCE_LANGUAGE: value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _languages_exist(self, info: ValidationInfo) -> Self:
        known = (info.context or {}).get("languages")
        for code in self.root:
            if known is not None and code not in known:
                raise refuse(f"a text in one of the languages {', '.join(known)}, not `{code}`")
        if SOURCE_LANGUAGE not in self.root:
            raise refuse(f"the text in `{SOURCE_LANGUAGE}` at least; the other languages fall back to it")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Only its name: `schema.py` knows which languages there are."""
        return {"x-kind": "Text"}

    def in_language(self, code: str) -> tuple[str, str]:
        """The text and the language it really is in: the source language where `code` is missing."""
        if code in self.root:
            return self.root[code], code
        return self.root[SOURCE_LANGUAGE], SOURCE_LANGUAGE


class Status(StrEnum):
    """How far a mechanism is. An absent mechanism is unknown to us: its source does not mention it."""

    TESTED = "tested"
    IMPLEMENTED = "implemented"
    PLANNED = "planned"
    NONE = "none"

    @property
    def is_in_place(self) -> bool:
        """Whether the present tense is true of it."""
        return self in (Status.TESTED, Status.IMPLEMENTED)


class Claim(Record):
    """One sentence about what the product does, and how far it is."""

    status: Status = Field(description="tested, implemented, planned, or none where the source says there is none")
    text: Text = Field(description="the claim as one full sentence in the present tense")
    evidence: Name | None = Field(None, description="where it can be seen: a test, a run, a screen, with its date")


class Mechanism(Record):
    """How the product handles one thing that happens to mail."""

    status: Status = Field(description="tested, implemented (claimed), planned (promised), or none")
    since: Name | None = Field(None, description="since when it is in place, such as 2026-05")
    mechanism: Text | None = Field(None, description="how it is noticed, as a full sentence: the event, its channel")
    action: Text | None = Field(None, description="what is then done, as full sentences in the present tense")
    latency: Text | None = Field(None, description="how soon, as a full sentence")
    scope: Text | None = Field(None, description="which streams it affects, as a full sentence")
    owner: Name | None = Field(None, description="the role that answers for it; no person's name")
    evidence: Name | None = Field(None, description="where it can be seen: a test, a run, a screen, with its date")
    planned: Text | None = Field(None, description="what is promised beyond what is in place, as a full sentence")

    @property
    def is_in_place(self) -> bool:
        """Whether it may be stated in the present tense."""
        return bool(self) and self.status.is_in_place

    @property
    def is_described(self) -> bool:
        """Whether it says how, not only that."""
        return bool(self.mechanism or self.action)


class SoftBounceMechanism(Mechanism):
    """Soft bounces: also how often delivery is tried."""

    max_attempts: Count | None = Field(None, description="how many times delivery is tried at most")
