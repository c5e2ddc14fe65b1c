"""What a product's file keeps beside the request: checklist, sentences of its draft, exceptions, its end."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from .records import Record, Text
from .scalars import Count, Day, FieldPath, Flag, Id, Name


class ChecklistEntry(Record):
    """A step or box of the source's own checklist."""

    list: Id = Field(description="checklist it belongs to, a file name in data/checklists")
    text: Text = Field(description="the step, in the imperative")
    done: Flag | None = Field(None, description="whether its box is ticked; leave out where it has no box")
    about: FieldPath | None = Field(None, title="Field", description="field that proves it")


class Statement(Record):
    """A sentence of the source that differs from a field, or fits none."""

    about: FieldPath = Field(title="Field", description="the field it is about")
    says: Name = Field(title="Sentence", description="the sentence, verbatim after repair of characters")
    line: Count = Field(description="its line in the source")


class Review(Record):
    """A sentence of a draft that the import did not take, because it was not sure: take it by hand, then remove the entry."""

    line: Count = Field(description="its line in the draft")
    says: Name = Field(title="Sentence", description="the sentence, verbatim after repair of characters")
    about: FieldPath | None = Field(None, title="Field", description="the field it may belong to")
    why: Name | None = Field(None, description="why it was not taken")


class Retirement(Record):
    """That a product no longer sends: its pages lead on, what was sent to AWS stays."""

    on: Day = Field(title="Day", description="the day on which it was retired")
    because: Text = Field(title="Reason", description="why, as a full sentence")
    successor: Id | None = Field(None, description="slug of the product that took its place")


class Allowance(Record):
    """An exception from a rule, with its reason. A plain string is the reason for allowing it altogether."""

    because: Name = Field(title="Reason", description="why the rule does not hold here, as a full sentence")
    severity: Literal["warning", "note"] | None = Field(
        None, description="the severity its findings get instead; leave out to allow what it finds"
    )

    @model_validator(mode="before")
    @classmethod
    def _from_plain_string(cls, value: object) -> object:
        return {"because": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The reason alone, or the mapping."""
        made = handler.resolve_ref_schema(handler(core))
        mapping = dict(made)
        made.clear()
        made["anyOf"] = [mapping["properties"]["because"], mapping]
        return made
