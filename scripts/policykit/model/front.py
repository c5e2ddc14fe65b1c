"""Records of the front matter of templates: pages, policies, replies and text sheets."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .records import Record
from .scalars import Count, FieldPath, Id, Name, QuestionId


class PageFront(Record):
    """Front matter of docs/templates/page/<kind>.md: a kind of page that every product has."""

    title: Name = Field(description="title of the page, after the product's name")
    menu: Name | None = Field(None, description="label in the product menu; leave out for a page that is not in the menu")
    order: Count = Field(description="position in the product menu")
    each: Literal["product", "reply", "retired", "unlisted", "site", "pack"] = Field(
        "product",
        description="one page per product, per product and reply, per retired product, per reply for an unlisted product, "
        "per site about one product, or a PDF per product",
    )


class PolicyFront(Record):
    """Front matter of docs/templates/<language>/policy/<id>.txt: one policy, a document in the company's voice."""

    title: Name = Field(description="title of the policy")
    order: Count = Field(description="position among the policies")
    answers: tuple[QuestionId, ...] = Field((), description="AWS questions that it answers")
    needs: tuple[FieldPath, ...] = Field((), description="fields that it relies on; only in the source language")
    former: tuple[Id, ...] = Field((), description="earlier anchors of the section; only in the source language")


class Precondition(Record):
    """A condition to meet before a reply is sent."""

    text: Name = Field(description="what must be true, as a full sentence")
    paths: tuple[FieldPath, ...] = Field((), description="fields that prove it; leave out if a person has to check")
    seen: tuple[FieldPath, ...] = Field((), description="fields that a look has to confirm; without one, a person has to check")


class ReplyFront(Record):
    """Front matter of docs/templates/en/reply/<id>.txt: when to use a reply and what it needs."""

    title: Name = Field(description="title of the reply")
    order: Count = Field(description="position among the replies, the most common first")
    when: Name = Field(description="when to use the reply, as a full sentence")
    first: tuple[Precondition, ...] = Field(description="what must be true before the reply is sent")
    next: tuple[Name, ...] = Field(description="what happens next, one full sentence each")
    subject: Name = Field(description="subject line")
    blanks: tuple[Id, ...] = Field((), description="blanks it may contain")


class SheetFront(Record):
    """Front matter of docs/templates/sheet/<id>.txt: a text file that every product has."""

    title: Name = Field(description="what the file is, as a noun phrase")
