"""Converts a parsed file to a record, or reports all errors with place, message and fix.

The messages are our own, because pydantic's messages name types instead of places in files.
"""

from __future__ import annotations

import difflib
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast, get_args

from pydantic import BaseModel, RootModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from policykit.foundation.diagnostics import Diagnostic, Invalid
from policykit.yamlio.reader import Loc, Source

T = TypeVar("T")


def validate(kind: type[T], source: Source, context: dict[str, Any]) -> T:
    """Convert `source.tree` to a `kind`. Raises `Invalid` with all errors at once.

    `context` provides what the records cannot know: `languages` (codes) and `regions` (of SES).
    """
    try:
        record: T = _adapter(cast(Hashable, kind)).validate_python(source.tree, context=context)
        return record
    except ValidationError as error:
        raise Invalid(_problem(kind, source, detail) for detail in error.errors(include_url=False)) from None


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(Any, kind))


def _problem(kind: Any, source: Source, error: ErrorDetails) -> Diagnostic:
    loc = _existing(source, error["loc"])
    dotted = ".".join(str(part) for part in loc)
    last = str(error["loc"][-1]) if error["loc"] else ""
    match error["type"]:
        case "missing":
            parent = source.place(loc, of_key=True)
            meaning = _description(kind, (*loc, last))
            inside = f" in `{dotted}`" if dotted else ""
            return Diagnostic(parent, "missing-key", f"`{last}` is missing{inside}", f"add `{last}:` ({meaning})")
        case "extra_forbidden":
            fix = _did_you_mean(last, _keys(kind, loc[:-1]))
            return Diagnostic(source.place(loc, of_key=True), "unknown-key", f"unknown field `{last}`", fix)
        case "literal_error" | "enum":
            expected = str(error["ctx"]["expected"]).replace("'", "`") if "ctx" in error else "another value"
            return Diagnostic(
                source.place(loc), "unexpected-value", f"`{dotted}` is {_shown(error['input'])}", f"use {expected}"
            )
        case "model_type" | "model_attributes_type" | "dict_type" | "tuple_type":
            wanted = "a list (lines that start with `- `)" if error["type"] == "tuple_type" else "a group of `key: value` lines"
            where = f"`{dotted}`" if dotted else "the file"
            message = f"{where} is {_shown(error['input'])}; expected {wanted}"
        case _:
            message = f"`{dotted}` is {_shown(error['input'])}; {error['msg']}"
    return Diagnostic(
        source.place(loc), "unexpected-value", message, f"correct the value (meaning of the field: {_description(kind, loc)})"
    )


def _existing(source: Source, loc: Loc) -> Loc:
    """Return the longest prefix of a pydantic location that exists in the file; the rest names validators, not keys."""
    for length in range(len(loc), 0, -1):
        if loc[:length] in source.values or loc[:length] in source.keys:
            return loc[:length]
    return ()


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a group of `key: value` lines"
    if isinstance(value, list):
        return "a list"
    text = " ".join(str(value).split())
    return f"`{text if len(text) <= 60 else text[:57] + '...'}`"


def _did_you_mean(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    if close:
        return f"did you mean `{close[0]}`?"
    return f"use one of: {', '.join(sorted(known))}" if known else "remove it"


def _field(kind: Any, loc: Loc) -> tuple[Any, FieldInfo | None]:
    """Return the annotation at `loc` and the field that describes it."""
    field: FieldInfo | None = None
    for part in loc:
        model = _record(kind)
        if model is not None and not issubclass(model, RootModel):
            found = next((f for name, f in model.model_fields.items() if (f.alias or name) == part), None)
            if found is None:
                return None, field
            field, kind = found, found.annotation
        else:
            kind = _element(kind)
    return kind, field


def _record(annotation: Any) -> type[BaseModel] | None:
    """Return the record in an annotation such as `Volume | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    options = [arg for arg in get_args(annotation) if isinstance(arg, type) and issubclass(arg, BaseModel)]
    return options[0] if len(options) == 1 and type(None) in get_args(annotation) else None


def _element(annotation: Any) -> Any:
    """Return the annotation of the elements of a tuple or a dict."""
    arguments = [arg for arg in get_args(annotation) if arg is not Ellipsis]
    return arguments[-1] if arguments else None


def _keys(kind: Any, loc: Loc) -> list[str]:
    model = _record(_field(kind, loc)[0])
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _description(kind: Any, loc: Loc) -> str:
    field = _field(kind, loc)[1]
    return field.description or "a valid value" if field else "a valid value"
