"""Records that a product file has in addition to the request: checklist, draft sentences, exceptions, retirement."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from .records import Record, Text
from .scalars import Count, Day, FieldPath, Flag, Id, Name


class ChecklistEntry(Record):
    """A step or checkbox of the draft's own checklist."""

    list: Id = Field(description="checklist of the step: a file name in data/checklists")
    text: Text = Field(description="the step, in the imperative")
    done: Flag | None = Field(None, description="true if its checkbox is checked; leave out if there is no checkbox")
    about: FieldPath | None = Field(None, title="Field", description="field that proves the step")


class Statement(Record):
    """A sentence of the draft that differs from a field or fits none."""

    about: FieldPath = Field(title="Field", description="field that the sentence is about")
    says: Name = Field(title="Sentence", description="the sentence, verbatim except for repaired characters")
    line: Count = Field(description="line number in the draft")


class Review(Record):
    """A draft sentence that the import could not assign with certainty. Transfer it yourself, then remove the entry."""

    line: Count = Field(description="line number in the draft")
    says: Name = Field(title="Sentence", description="the sentence, verbatim except for repaired characters")
    about: FieldPath | None = Field(None, title="Field", description="field that the sentence may belong to")
    why: Name | None = Field(None, description="why the sentence was not imported")


class Retirement(Record):
    """The end of a product that no longer sends. Its pages redirect; messages sent to AWS are kept."""

    on: Day = Field(title="Day", description="date of retirement")
    because: Text = Field(title="Reason", description="why the product was retired, as a full sentence")
    successor: Id | None = Field(None, description="slug of the product that replaces this one")


class Allowance(Record):
    """An exception to a rule, with its reason. A plain string is the reason for allowing all findings of the rule."""

    because: Name = Field(title="Reason", description="why the rule does not apply here, as a full sentence")
    severity: Literal["warning", "note"] | None = Field(
        None, description="severity for its findings; leave out to allow them completely"
    )

    @model_validator(mode="before")
    @classmethod
    def _from_plain_string(cls, value: object) -> object:
        return {"because": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return a schema for either the reason alone or the mapping."""
        schema = handler.resolve_ref_schema(handler(core))
        mapping = dict(schema)
        schema.clear()
        schema["anyOf"] = [mapping["properties"]["because"], mapping]
        return schema
