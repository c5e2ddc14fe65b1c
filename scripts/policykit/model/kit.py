"""The records that are not products: questions, blanks, checklists, profiles, Amazon's numbers, sources, languages, rules."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from policykit.foundation.diagnostics import Severity

from .records import Record, Text
from .scalars import Amount, Count, Day, FieldPath, Flag, Id, Name, Pattern, QuestionId, Url, refuse


class FactNeeded(Record):
    """One fact that an answer to AWS needs."""

    path: FieldPath = Field(description="where it stands; [] means in every element of the list")
    label: Text = Field(description="what it is, as a noun phrase")


class Question(Record):
    """One thing AWS asks."""

    id: QuestionId = Field(description="id; names a block of the replies")
    title: Text = Field(description="the question in few words")
    heading: Name = Field(description="heading of the answer in the reply, English and ASCII")
    asks: Text = Field(description="what AWS wants to know, as a full sentence")
    source: Name = Field(description="id of the source in data/sources.yml")
    facts: tuple[FactNeeded, ...] = Field(
        (), description="what a full answer states; none where the question is about the case, not the product"
    )
    blank: Id = Field(description="blank that stands in the reply where nothing can be stated")
    ask: tuple[FieldPath, ...] = Field(
        (), description="fields that a new product is asked for, in order; those of one list are asked together"
    )
    signs: tuple[Pattern, ...] = Field((), description="what AWS's letter says where it asks this; one is enough")


class Blank(Record):
    """Something only the person who files the case can fill in."""

    label: Text = Field(description="what is to be filled in, after 'your' or 'how'; prints as [fill in: label]")
    kind: Literal["line", "paragraph", "number", "date"] = Field(description="line, paragraph, number or date")
    hint: Text = Field(description="where to find it, or what to write")
    example: Name = Field(description="an example value")
    path: FieldPath | None = Field(None, description="field that fills it where the profile may show it")


class Letter(Record):
    """One kind of letter that AWS writes, and how the case decoder recognises it."""

    title: Text = Field(description="what the letter is, as a short clause")
    order: Count = Field(description="place in the list of kinds; the first of two equally likely kinds wins")
    means: Text = Field(description="what it means for the case, in one or two full sentences")
    quote: Name = Field(description="a few typical words of such a letter")
    reply: Id | None = Field(None, description="the reply that fits; leave out where no text helps")
    guide: Name | None = Field(None, description="hand-written page with more, such as guides/when-aws-says-no/#maturity")
    source: Name = Field(description="id of the source in data/sources.yml")
    certain: tuple[Pattern, ...] = Field(description="words that only this kind holds; counts 3 each")
    hints: tuple[Pattern, ...] = Field((), description="words that this kind often holds; counts 1 each")


class ChecklistItem(Record):
    """One thing to do."""

    id: Id = Field(description="stable id: ticks are kept under it")
    text: Text = Field(description="the step, in the imperative")
    reason: Text = Field(description="why, as a full sentence")
    proof: Annotated[Name, Field(pattern=r"^(by hand|fact: \S+(, \S+)*)$")] = Field(
        description="`fact: <field path>` (several with commas), or `by hand`"
    )
    source: Name | None = Field(None, description="id of the source in data/sources.yml")

    @property
    def paths(self) -> tuple[str, ...]:
        """The fields that prove it; none where only a person can."""
        return tuple(self.proof.removeprefix("fact: ").split(", ")) if self.proof.startswith("fact: ") else ()


class Checklist(Record):
    """A list of things to do at one moment of the case."""

    title: Text = Field(description="which moment, as a noun phrase")
    order: Count = Field(description="place among the checklists")
    intro: Text = Field(description="when to go through it, as a full sentence")
    items: tuple[ChecklistItem, ...] = Field(description="the steps")


class Profile(Record):
    """What a build may read and publish."""

    title: Text = Field(description="who the site is for")
    overlays: Flag = Field(description="true where data/private is read")
    statements: Flag = Field(description="true where the source's deviating sentences are shown")
    site: Name = Field(description="folder of the finished site")
    pages: tuple[Id, ...] | None = Field(None, description="page kinds, sheets and `api` that exist; leave out for all")


class SesNumber(Record):
    """A number of Amazon's."""

    value: Amount = Field(description="the number")
    unit: Literal["messages", "per_second", "percent", "characters", "hours", "records", "contacts", "dollars"]
    text: Text = Field(description="what it limits, as a noun phrase")
    source: Name = Field(description="id of the source in data/sources.yml")
    read_on: Day = Field(description="when the source was read")
    observed: Flag | None = Field(None, description="true where it was seen in practice, not published by AWS")


class SesQuotas(Record):
    """The codes under which Service Quotas keeps the sending quotas."""

    daily: Name = Field(description="code of the daily sending quota")
    rate: Name = Field(description="code of the sending rate")


class Ses(Record):
    """Amazon's numbers and Regions."""

    regions: tuple[Name, ...] = Field(description="Regions in which SES has an endpoint")
    numbers: dict[Id, SesNumber] = Field(description="id -> number")
    quotas: SesQuotas = Field(description="codes of the sending quotas in Service Quotas")
    refused_attachments: tuple[Name, ...] = Field(description="file extensions that SES refuses, without the dot")


class SourceEntry(Record):
    """A document that facts were taken from."""

    title: Name = Field(description="title of the document")
    url: Url | None = Field(None, description="where it is; leave out for a collection of public records")
    read_on: Day | None = Field(None, description="when it was read; leave out where nobody opened it")
    copy_: Text | None = Field(None, alias="copy", description="which copy was read, where it was not the live page")


class LanguageWords(Record):
    """One language: its name, its locale and the words the library prints itself."""

    name: Name = Field(description="name of the language in that language")
    locale: Name = Field(description="locale for dates and numbers, such as en_US")
    words: dict[Name, Name] = Field(description="key -> word; every language has the same keys")


class FieldWords(Record):
    """A field of a product file in another language than the model's own."""

    title: Name = Field(description="label of the field, a noun")
    description: Name = Field(description="what it means, as in the model")


class SchemaWords(Record):
    """The model in another language: docs/templates/<language>/fields.yml. The source language's words are the model's own."""

    kinds: dict[Name, Name] = Field(description="kind of value -> what is wanted, such as `Domain: a domain in small letters`")
    fields: dict[Name, dict[Name, FieldWords]] = Field(description="record -> field -> its words")


class PageFront(Record):
    """Front matter of docs/templates/<language>/page/<kind>.md: a kind of page that every product has."""

    title: Name = Field(description="title of the page, after the product's name")
    menu: Name | None = Field(None, description="word in the product menu; leave out for a page that is not in it")
    order: Count = Field(description="place in the product menu")
    each: Literal["product", "reply", "retired"] = Field(
        "product", description="one page a product, one a product and reply, or one a product that is retired"
    )


class PolicyFront(Record):
    """Front matter of docs/templates/<language>/policy/<id>.md: one policy, a section of the policies page."""

    title: Name = Field(description="title of the policy")
    order: Count = Field(description="place among the policies")
    answers: tuple[QuestionId, ...] = Field((), description="questions of AWS that it answers")
    sources: tuple[Name, ...] = Field((), description="ids in data/sources.yml")


class Precondition(Record):
    """Something that must be true before a reply is sent."""

    text: Name = Field(description="what must be true, as a full sentence")
    paths: tuple[FieldPath, ...] = Field((), description="fields that show it; leave out where only a person can tell")


class ReplyFront(Record):
    """Front matter of docs/templates/<language>/reply/<id>.txt: when a reply is right and what it needs."""

    title: Name = Field(description="title of the reply")
    order: Count = Field(description="place among the replies: the usual ones first")
    when: Name = Field(description="when it is right, as a full sentence")
    first: tuple[Precondition, ...] = Field(description="what must be true before it is sent")
    next: tuple[Name, ...] = Field(description="what happens afterwards, each as a full sentence")
    subject: Name | None = Field(None, description="subject line; only in the source language")
    blanks: tuple[Id, ...] = Field((), description="blanks it may hold; only in the source language")


class SheetFront(Record):
    """Front matter of docs/templates/<language>/sheet/<id>.txt: a text file that every product has."""

    title: Name = Field(description="what the file is, as a noun phrase")


class ReferenceEntry(Record):
    """One entry of data/rules/reference.json: something that sinks a request, as it was researched; rules stand for it."""

    id: Name = Field(description="id; a rule names it in `covers`")
    group: Name = Field(description="group of entries that belong together")
    severity: Severity = Field(description="error, warning or note")
    title: Name = Field(description="what ought to hold, as a short phrase")
    condition: Name = Field(description="when it does not hold, in terms of the data")
    why: Name = Field(description="why it matters, in short")
    fix: Name = Field(description="how it is mended, in short")
    source: Name = Field(description="ids of sources, with commas; `-` where it is our own")


class RuleState(Record):
    """Why no rule stands for an entry of the reference: exactly one of two reasons."""

    impossible: Name | None = Field(
        None, description="what makes the fault impossible: a field, a check of the loader, a template"
    )
    declined: Name | None = Field(None, description="why it is not checked, as a full sentence")

    @model_validator(mode="after")
    def _one_reason(self) -> Self:
        if (self.impossible is None) == (self.declined is None):
            raise refuse("either `impossible` or `declined`, and not both")
        return self


class RuleText(Record):
    """A rule in another language than its own docstring."""

    title: Name = Field(description="the fault in one sentence")
    fix: Name = Field(description="what to do, in one or two sentences")
