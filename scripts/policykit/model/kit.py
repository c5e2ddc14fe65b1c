"""Records other than products: questions, letters, next steps, checklists, profiles, SES numbers, sources, rules and so on."""

from __future__ import annotations

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from policykit.foundation.diagnostics import Severity

from .product import Stage
from .records import Record, Text
from .scalars import Amount, Count, Day, FieldPath, Flag, Id, Name, Pattern, QuestionId, Url, refuse


class Condition(Record):
    """A condition on a field of a product. In the list of the fact's own path, it is about the same element."""

    path: FieldPath = Field(description="path of the field; [] means any element of the list")
    or_: tuple[FieldPath, ...] = Field((), alias="or", description="further fields, of which one is enough")
    is_: tuple[Name, ...] = Field((), alias="is", description="accepted values; leave out if any value will do")
    at_most: Count | None = Field(None, description="largest accepted number, of all values; leave out if any value will do")
    missing: Flag = Field(False, description="true if the field has to be absent, or to have none of the accepted values")

    @property
    def paths(self) -> tuple[str, ...]:
        """All its fields."""
        return (self.path, *self.or_)


class Instead(Record):
    """Another severity of a fact, and when it applies."""

    severity: Severity = Field(description="error, warning or note")
    when: tuple[Condition, ...] = Field(description="conditions on the entire file")


class FactNeeded(Record):
    """One fact that AWS asks for."""

    id: Id = Field(description="id; the anchor of the fact on the page of AWS's questions")
    path: FieldPath = Field(description="path of the field; [] means every element of the list")
    also: tuple[FieldPath, ...] = Field((), description="further fields that belong to the same fact")
    label: Text = Field(description="name of the fact, as a noun phrase")
    severity: Literal["error", "warning", "note"] = Field(
        "error",
        description="what happens without it: AWS may refuse (error), AWS will ask (warning), good practice (note)",
    )
    instead: Instead | None = Field(None, description="another severity, if the entire file fulfills some conditions")
    first: Flag = Field(False, description="true if it comes before AWS's questions, because no answer helps without it")
    when: tuple[Condition, ...] = Field((), description="conditions under which AWS asks for it; leave out if always")
    law_in: tuple[Name, ...] = Field(
        (),
        description="countries whose law asks for it, the company's or a market: codes, `EEA` for its states, `unknown` for "
        "a product without markets; leave out if the law does not matter",
    )
    covers: tuple[Name, ...] = Field((), description="ids of the entries in data/rules/reference.json that it stands for")
    sources: tuple[Name, ...] = Field((), description="ids in data/sources.yml, besides the question's own")
    formerly: tuple[Id, ...] = Field((), description="earlier ids, whose addresses lead here")
    why: Text | None = Field(None, description="why AWS asks, in one or two sentences")
    fix: Text = Field(description="what to write, as a full sentence")
    example: Name = Field(description="an example in YAML of a made-up product, complete")

    @property
    def paths(self) -> tuple[str, ...]:
        """All its fields."""
        return (self.path, *self.also)


class Obstacle(Record):
    """Something about the AWS account for which AWS has refused requests, whatever the text said."""

    when: tuple[Condition, ...] = Field(description="conditions under which it applies")
    reason: Text = Field(description="what AWS said or did, as a full sentence")
    until: Text = Field(description="what to do first, and when to ask, in full sentences")
    source: Name = Field(description="id of the source in data/sources.yml")


class Question(Record):
    """A question that AWS asks."""

    id: QuestionId = Field(description="id; also the name of a block in the replies")
    title: Text = Field(description="the question in a few words")
    heading: Name = Field(description="heading of the answer in the reply, in English (ASCII only)")
    asks: Text = Field(description="what AWS wants to know, as a full sentence")
    source: Name = Field(description="id of the source in data/sources.yml")
    facts: tuple[FactNeeded, ...] = Field(
        (), description="facts that AWS asks for here; empty if the question is about the case, not the product"
    )
    obstacles: tuple[Obstacle, ...] = Field((), description="what no text can fix; the verdict then says not to ask yet")
    claims: tuple[FieldPath, ...] = Field((), description="fields whose claims the answer contains, if they may be stated")
    blank: Id = Field(description="blank that the reply shows if the product has no answer")
    ask: tuple[FieldPath, ...] = Field(
        (), description="fields to ask for in a new product, in order; fields of one list are asked together"
    )
    signs: tuple[Pattern, ...] = Field((), description="patterns for how AWS asks this; one match is enough")


class Blank(Record):
    """A value that only the person who files the case can fill in."""

    label: Text = Field(description="what to fill in, worded to follow 'your' or 'how'; printed as [fill in: label]")
    kind: Literal["line", "paragraph", "number", "date", "confirmation"] = Field(
        description="line, paragraph, number or date; confirmation: its label is a sentence that only the sender can confirm"
    )
    hint: Text = Field(description="where to find it, or what to write")
    example: Name | None = Field(None, description="an example value")
    path: FieldPath | None = Field(
        None, description="field of the product file that it replaces; leave out if it belongs to the case"
    )
    per_stream: Flag | None = Field(
        None, description="true if each stream has its own; `{stream}` in the label becomes the stream's title"
    )
    paste: Name | None = Field(
        None, description="what to paste into the product file, with `{value}` and, for a blank per stream, `{stream}`"
    )
    suggestions: dict[Pattern, Name] = Field(
        {}, description="values that are safe to suggest, by pattern for id and English title of a stream"
    )


class Letter(Record):
    """A kind of message from AWS, and how the case decoder recognizes it."""

    title: Text = Field(description="what the message says, in a few words")
    order: Count = Field(description="position in the list of kinds; of two equally likely kinds, the first wins")
    means: Text = Field(description="what it means for the case, in one or two full sentences")
    quote: Name = Field(description="a few typical words of such a message")
    reply: Id | None = Field(None, description="the matching reply; leave out if no text helps")
    guide: Name | None = Field(None, description="guide with more details, such as guides/when-aws-says-no/#maturity")
    source: Name = Field(description="id of the source in data/sources.yml")
    like: Id | None = Field(
        None, description="kind whose patterns also count here, as soon as one of this kind's own `certain` patterns matches"
    )
    likely: Flag | None = Field(
        None, description="true if we found no published example, so the patterns rely on likely wording"
    )
    certain: tuple[Pattern, ...] = Field(description="words that only this kind contains; 3 points each")
    hints: tuple[Pattern, ...] = Field((), description="words that this kind often contains; 1 point each")


Access = Literal["yes", "no"]
Review = Literal["PENDING", "GRANTED", "DENIED", "FAILED", "NONE"]
Case = Literal["open", "closed", "none"]
STATE_INPUTS = {"production_access": get_args(Access), "review": get_args(Review), "case": get_args(Case)}
"""The inputs that decide the next step, each with its values."""


class AccountState(Record):
    """The known state of an SES account in one Region; what is left out is unknown."""

    production_access: Access | None = Field(None, description="`ProductionAccessEnabled` of GetAccount: yes or no")
    review: Review | None = Field(None, description="`ReviewDetails.Status` of GetAccount; NONE if it is absent")
    case: Case | None = Field(None, description="the support case: open, closed or none")


class StateRow(Record):
    """States that share a next step: all combinations of the values listed."""

    production_access: tuple[Access, ...] = Field(get_args(Access), description="values that match; leave out for all")
    review: tuple[Review, ...] = Field(get_args(Review), description="values that match; leave out for all")
    case: tuple[Case, ...] = Field(get_args(Case), description="values that match; leave out for all")
    step: Id = Field(description="id of the next step")

    def may_apply(self, state: AccountState) -> bool:
        """Whether the row contains the state; an unknown input matches every value."""
        return all(getattr(state, name) in (None, *getattr(self, name)) for name in STATE_INPUTS)


class StageState(AccountState):
    """A stage of a product file: its next step, and what the stage implies about the state."""

    step: Id = Field(description="id of the next step")


class NextStep(Record):
    """What to do next."""

    text: Text = Field(description="what to do, as full sentences")
    reply: Id | None = Field(None, description="reply to send or to prepare; leave out if there is none")
    page: Id | None = Field(None, description="kind of product page to open instead of a reply")
    guide: Name = Field(description="guide with more details, such as guides/when-aws-says-no/#general")
    source: Name | None = Field(None, description="id of the source in data/sources.yml; leave out if the step is our advice")


class NextSteps(Record):
    """The next step for every state of an account and every stage of a product file."""

    rows: tuple[StateRow, ...] = Field(
        description="states with their step; the loader checks that every state is in exactly one row"
    )
    stages: dict[Stage, StageState] = Field(description="step and known state, by stage of a product file")
    steps: dict[Id, NextStep] = Field(description="next steps, by id")


class ChecklistItem(Record):
    """A step of a checklist."""

    id: Id = Field(description="stable id; check marks are stored under it")
    text: Text = Field(description="the step, in the imperative")
    reason: Text = Field(description="why, as a full sentence")
    proof: Annotated[Name, Field(pattern=r"^(by hand|(fact|seen): \S+(, \S+)*)$")] = Field(
        description="`fact: <field path>` (several with commas), `seen: <field path>` if only a look proves it, or `by hand`"
    )
    source: Name | None = Field(None, description="id of the source in data/sources.yml")

    @property
    def paths(self) -> tuple[str, ...]:
        """The fields that prove it; empty if a person has to check."""
        return self._paths("fact")

    @property
    def seen(self) -> tuple[str, ...]:
        """The fields that a look has to confirm; without one, a person has to check."""
        return self._paths("seen")

    def _paths(self, kind: str) -> tuple[str, ...]:
        return tuple(self.proof.removeprefix(f"{kind}: ").split(", ")) if self.proof.startswith(f"{kind}: ") else ()


class Checklist(Record):
    """The steps for one stage of the case."""

    title: Text = Field(description="the stage, as a noun phrase")
    order: Count = Field(description="position among the checklists")
    intro: Text = Field(description="when to use the checklist, as a full sentence")
    items: tuple[ChecklistItem, ...] = Field(description="the steps")


class Profile(Record):
    """A profile: what a build may read and publish."""

    overlays: Flag = Field(description="true if data/private is read")
    statements: Flag = Field(description="true if draft sentences that differ from the fields are shown")
    site: Name = Field(description="output folder of the site")
    one_product: Flag | None = Field(
        None, description="true if the site is about the product that `PRODUCT` names, with its pages alone, at the root"
    )
    evidence_days: Count = Field(30, description="days for which something that was seen counts as fresh")
    pages: tuple[Id, ...] | None = Field(None, description="page kinds, sheets and `api` to publish; leave out for all")


class SesNumber(Record):
    """A number that AWS documents, such as a limit."""

    value: Amount = Field(description="the number")
    unit: Literal["messages", "per_second", "percent", "characters", "hours", "records", "contacts", "dollars", "megabytes"]
    text: Text = Field(description="what it limits, as a noun phrase")
    source: Name = Field(description="id of the source in data/sources.yml")
    checked_on: Day = Field(description="date on which the number was last compared with its source")
    review_by: Day = Field(description="date by which somebody has to compare it again")
    observed: Flag | None = Field(None, description="true if it was observed in practice and not published by AWS")


class SesQuotas(Record):
    """Codes of the sending quotas in Service Quotas."""

    daily: Name = Field(description="code of the daily sending quota")
    rate: Name = Field(description="code of the maximum send rate")


class Ses(Record):
    """SES Regions, numbers and quotas."""

    regions: tuple[Name, ...] = Field(description="Regions with an SES endpoint")
    numbers: dict[Id, SesNumber] = Field(description="numbers, by id")
    quotas: SesQuotas = Field(description="codes of the sending quotas in Service Quotas")
    refused_attachments: tuple[Name, ...] = Field(description="file extensions that SES rejects, without the dot")


class SourceEntry(Record):
    """A document that facts were taken from."""

    title: Name = Field(description="title of the document")
    url: Url | None = Field(None, description="URL of the document; leave out for a collection of public records")
    checked_on: Day = Field(description="date on which the document was last read")
    review_by: Day | None = Field(None, description="date by which somebody has to read it again; leave out for a standard")
    copy_: Text | None = Field(None, alias="copy", description="copy that was read, if it was not the live page")


class ReferenceEntry(Record):
    """An entry of data/rules/reference.json: a researched reason for a rejection, which rules cover."""

    id: Name = Field(description="id; a rule names it in `covers`")
    group: Name = Field(description="group of entries that belong together")
    severity: Severity = Field(description="error, warning or note")
    title: Name = Field(description="the requirement, as a short phrase")
    condition: Name = Field(description="when the requirement is not met, in terms of the data")
    why: Name = Field(description="why it matters, in brief")
    fix: Name = Field(description="how to fix it, in brief")
    source: Name = Field(description="ids of sources, separated by commas; `-` if the entry is our own")


class RuleState(Record):
    """Why no rule covers a reference entry: exactly one of two reasons."""

    impossible: Name | None = Field(
        None, description="what makes the problem impossible: a field, a check of the loader, a template"
    )
    declined: Name | None = Field(None, description="why it is not checked, as a full sentence")

    @model_validator(mode="after")
    def _one_reason(self) -> Self:
        if (self.impossible is None) == (self.declined is None):
            raise refuse("either `impossible` or `declined`, not both")
        return self
