"""The base class of all records, texts in several languages, and statuses of claims."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any, Self, get_origin

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, JsonValue, RootModel, ValidationInfo, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema

from .scalars import Count, Name, refuse

SOURCE_LANGUAGE = "en"
"""The language that every text must have: AWS Support reads it, and other languages fall back to it."""

SOURCE_LOCALE = "en_US"
"""Its locale, for dates and numbers."""

PRIVATE: dict[str, JsonValue] = {"x-private": True}
"""Marks a field whose value belongs in the private overlay. Used by the schema, the scaffold and the onboarding page."""


class Record(BaseModel):
    """A mapping in a data file. Frozen; unknown keys are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)

    @classmethod
    def absent(cls) -> Self:
        """Return the record for a part that the file leaves out: all fields are empty, and it is false in a condition."""
        record: Self = _absent(cls)
        return record

    def __bool__(self) -> bool:
        """Whether the file has this part."""
        return self is not _absent(type(self))

    def __copy__(self) -> Self:
        """Copy the record; an absent one stays itself, because it is absent by identity."""
        return super().__copy__() if self else self

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        """Copy the record and everything in it; an absent one stays itself."""
        return super().__deepcopy__(memo) if self else self


@cache
def _absent(kind: type[Record]) -> Any:
    return kind.model_construct(set(), **{name: _empty(field) for name, field in kind.model_fields.items()})


def _empty(field: FieldInfo) -> Any:
    """Return the value of a field in an absent record: its default, or an empty value if the field is required."""
    if not field.is_required():
        return field.get_default(call_default_factory=True)
    kind = get_origin(field.annotation) or field.annotation
    if isinstance(kind, type) and issubclass(kind, Record):
        return kind.absent()
    return kind() if kind in (tuple, dict) else None


class Text(RootModel[dict[Name, Name]]):
    """A text for readers: language code -> text, with `en` required. A plain string is English only."""

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
            raise refuse(f"at least the text in `{SOURCE_LANGUAGE}`, because other languages fall back to it")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return only the kind: `schema.py` knows which languages exist."""
        return {"x-kind": "Text"}

    def in_language(self, code: str) -> tuple[str, str]:
        """Return the text and its actual language: the source language if `code` is missing."""
        if code in self.root:
            return self.root[code], code
        return self.root[SOURCE_LANGUAGE], SOURCE_LANGUAGE


class Status(StrEnum):
    """Progress of a mechanism. An absent mechanism is unknown: the source does not mention it."""

    TESTED = "tested"
    IMPLEMENTED = "implemented"
    PLANNED = "planned"
    NONE = "none"

    @property
    def is_in_place(self) -> bool:
        """Whether it can be described in the present tense."""
        return self in (Status.TESTED, Status.IMPLEMENTED)


class Claim(Record):
    """One sentence about what the product does, with its status."""

    status: Status = Field(description="tested, implemented (self-reported), planned or none (does not exist)")
    text: Text = Field(description="the claim in one full sentence, in the present tense")
    evidence: Name | None = Field(None, description="proof, with its date: a test, a run or a screenshot")


class Mechanism(Record):
    """How the product handles one kind of email event."""

    status: Status = Field(description="tested, implemented (self-reported), planned or none (does not exist)")
    since: Name | None = Field(None, description="when it was set up, such as 2026-05")
    mechanism: Text | None = Field(None, description="how you notice the event, and through which channel, as a full sentence")
    action: Text | None = Field(None, description="what happens then, in full sentences in the present tense")
    latency: Text | None = Field(None, title="Response time", description="how soon it happens, as a full sentence")
    scope: Text | None = Field(None, description="mail streams that it applies to, as a full sentence")
    owner: Name | None = Field(None, description="the responsible role; not a person's name")
    evidence: Name | None = Field(None, description="proof, with its date: a test, a run or a screenshot")
    planned: Text | None = Field(None, description="what you plan in addition, as a full sentence")

    @property
    def is_in_place(self) -> bool:
        """Whether it can be described in the present tense."""
        return bool(self) and self.status.is_in_place

    @property
    def is_described(self) -> bool:
        """Whether it says how it works, not only that it exists."""
        return bool(self.mechanism or self.action)


class SoftBounceMechanism(Mechanism):
    """Handling of soft bounces, with the number of delivery attempts."""

    max_attempts: Count | None = Field(None, title="Delivery attempts", description="maximum number of delivery attempts")
