"""The functions and names that reply templates can use; they return plain English text for AWS's reviewer.

A reply states only what `readiness/claims.py` allows, and must declare its blanks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from itertools import groupby
from typing import Any

from policykit.catalog.catalog import Catalogue
from policykit.html.elements import plain
from policykit.model import Figure, Sample, Stream
from policykit.model.stream import Recipients
from policykit.model.view import ProductView
from policykit.readiness.claims import FactState, claims_of, may_be_stated
from policykit.readiness.evidence import Seen, seen
from policykit.readiness.ledger import fresh_until
from policykit.readiness.quotas import Quotas, quotas_of

from .blanks import blank_of
from .reply import dated
from .statement_functions import StatementFunctions

_RECORDS = {
    "identities.domains[].mail_from": "MAIL FROM",
    "identities.domains[].dkim": "DKIM",
    "dns.spf[]": "SPF",
    "dns.dmarc[]": "DMARC",
}
"""Field -> what the DNS records are called that show its claims."""
_VERBS = {"current": "We currently send", "forecast": "We expect", "peak": "We expect peaks of", "maximum": "We expect at most"}


class UndeclaredBlank(LookupError):
    """A reply uses a blank that its front matter does not list."""


class ReplyFunctions(StatementFunctions):
    """Functions for reply templates; texts are plain, not Markdown."""

    def __init__(
        self, catalogue: Catalogue, product: ProductView, blanks: Collection[str], answer_of: Callable[..., str]
    ) -> None:
        """`answer_of` renders another reply's answer."""
        self._answer_of = answer_of
        super().__init__(catalogue, product, catalogue.source_language)
        self._blanks = frozenset(blanks) | {question.blank for question in catalogue.questions}

    # Answers of other replies

    def answer_of(self, reply: str, question: str, **options: bool) -> str:
        """Another reply's answer to a question, so that none is written twice. Options: `below_review`, `in_field_list`."""
        return self._answer_of(reply, question, **options)

    @property
    def below_review(self) -> bool:
        """Whether another reply takes this answer with only those alarms that fire before AWS reviews."""
        return False

    @property
    def in_field_list(self) -> bool:
        """Whether a list of fields takes this answer: it says what is never done elsewhere, and asks for every consent."""
        return False

    # Values and blanks

    def blank(self, name: str, stream: Stream | None = None) -> str:
        """A blank, such as `[fill in: your name]`; a blank per stream needs its stream. Raises `UndeclaredBlank`."""
        if name not in self._blanks or name not in self._catalogue.blanks:
            raise UndeclaredBlank(f"the blank `{name}` is not declared; add it to `blanks:` in the front matter")
        blank = blank_of(self._catalogue, name)
        if bool(blank.per_stream) != bool(stream):
            raise UndeclaredBlank(f"the blank `{name}` {'needs a' if blank.per_stream else 'takes no'} stream")
        return self._language.blank(blank, self.plain(stream.title) if stream else "")

    def filled(self, path: str, name: str) -> str:
        """The value at a field path as text, else the blank."""
        value = self.value(path)
        return plain(value, self._language) if may_be_stated(self._product, path, value) else self.blank(name)

    # Volume and quotas

    def volume_sentences(self) -> list[str]:
        """The figures as sentences, in the file's order, with their qualifiers."""
        grouped = groupby(self._product.volume.figures, key=lambda figure: figure.kind)
        return [f"{_VERBS[kind]} {self._language.join([self._amount(f) for f in figures])}." for kind, figures in grouped]

    def _amount(self, figure: Figure) -> str:
        fewer = bool(figure.fewer_than_max) and figure.kind != "maximum"  # "at most" says it already
        number = self._language.span(figure.min, figure.max, fewer=fewer).replace("–", "-")
        if figure.kind == "peak" and figure.min is None and not fewer:
            number = f"up to {number}"
        words = [number, "email" if number == "1" else "emails", "per", figure.per]
        if figure.months_ahead:
            words += ["within", self._language.duration(figure.months_ahead, "month")]
        return " ".join([*words, *([self.plain(figure.note)] if figure.note else [])])

    def usual_day(self) -> list[str]:
        """The usual number per day of a product with one kind of email; with several, each has its own (`by_stream`)."""
        typical = [stream.volume.typical_day for stream in self._product.streams]
        if len(typical) != 1 or typical[0] is None or not self._product.volume.figures:
            return []
        return [f"We usually send about {self._language.number(typical[0])} per day."]

    def by_stream(self) -> list[str]:
        """The number of emails of each stream per day, such as `Sign-in code: 25-500 per day, usually 70`."""
        return [f"{self.plain(s.title)}: {self._per_day(s)}" for s in self._product.streams if self._per_day(s)]

    def _per_day(self, stream: Stream) -> str:
        volume = stream.volume
        if volume.max_day is None:
            return f"usually {self._language.number(volume.typical_day)} per day" if volume.typical_day is not None else ""
        number = self._language.span(volume.min_day, volume.max_day).replace("–", "-")
        span = f"{number if volume.min_day is not None else f'up to {number}'} per day"
        return f"{span}, usually {self._language.number(volume.typical_day)}" if volume.typical_day is not None else span

    def quotas(self) -> Quotas:
        """The quotas to request; None where the file does not give one."""
        return quotas_of(self._product, self._catalogue)

    def mail_type(self) -> str:
        """The mail type, in the source's own wording if there is one; empty if it is missing."""
        request = self._product.request
        if request.mail_type is None:
            return ""
        stated = request.mail_type_stated
        return self.plain(stated) if stated else self.word(f"mail_type.{request.mail_type}")

    def quota_code(self, name: str) -> str:
        """The Service Quotas code of a quota (`daily` or `rate`)."""
        return str(getattr(self._catalogue.ses.quotas, name))

    # Streams

    def streams_differ(self, field: str) -> bool:
        """Whether the streams have different values in a field, or some have none."""
        return len({getattr(stream, field) for stream in self._product.streams}) > 1

    def part(self, stream: Stream, name: str) -> Any:
        """A part of a stream, such as its `trigger`; false in a condition if it may not be stated."""
        value = getattr(stream, name)
        place = f"streams[{self._product.streams.index(stream)}].{name.rstrip('_')}"
        return value if may_be_stated(self._product, place, value) else None

    def stream_title(self, stream: Stream) -> str:
        """The title of a stream; a blank if the product has no file yet."""
        return self.plain(stream.title) if self._product.name else self.blank("stream-title", stream)

    def to_whom(self, recipients: Recipients | None) -> str:
        """Who gets an email, such as `only to users who register (team@example.com)`; empty if it is missing."""
        if not recipients:
            return ""
        who = self.clause(recipients.who)
        only = who.startswith("only ")
        at = f" ({recipients.address})" if recipients.address and recipients.address not in who else ""
        return f"{'only to' if only else 'to'} {who.removeprefix('only ')}{at}"

    def sender(self, stream: Stream) -> str:
        """The sender of a stream, with the name that recipients see; empty if it is missing."""
        if stream.from_ is None or not self.part(stream, "from_"):
            return ""
        return f"{stream.from_name} <{stream.from_}>" if stream.from_name else stream.from_

    def attachments(self, stream: Stream) -> str:
        """The files attached to an email of a stream."""
        files = []
        for item in stream.attachments:
            name = " ".join(part for part in (item.name, f"({item.standard})" if item.standard else None) if part)
            files.append(f"{self.plain(item.kind)} {name}".strip())
        return self._language.join(files)

    # Evidence

    def dated(self, on: date, sentence: str) -> str:
        """A sentence about what was seen on a day, in a paragraph of its own; it may be sent only while that is fresh."""
        return dated(sentence, fresh_until(on, self._catalogue.profile.evidence_days))

    def day(self, on: date) -> str:
        """A day in words: November 28, 2026."""
        return self._language.date(on)

    def records_seen(self) -> list[str]:
        """The kinds of DNS records that were all seen as the file states them: DKIM, MAIL FROM, SPF, DMARC."""
        return [_RECORDS[field] for field in self._dns()]

    def records_seen_on(self) -> date:
        """The oldest day of these looks."""
        return min(item.on for found in self._dns().values() for item in found)

    def events_tested(self) -> date | None:
        """The day on which the events of the mailbox simulator arrived; None if nobody tried, or they did not."""
        return next((item.on for item in seen(self._product).values() if item.kind == "simulator"), None)

    def _dns(self) -> dict[str, list[Seen]]:
        """Field -> what was seen in DNS of each claim in it; a field of which one stated claim was not seen is left out."""
        stated = [claim for claim in claims_of(self._product).values() if claim.state is FactState.STATED]
        found = {field: [seen(self._product).get(claim.id) for claim in stated if claim.field == field] for field in _RECORDS}
        return {
            field: [item for item in items if item]
            for field, items in found.items()
            if items and all(item and item.kind == "dns" for item in items)
        }

    # Samples

    def indented(self, text: str) -> str:
        """Text indented by four spaces, so that an email quoted in the reply is visible as one."""
        return "\n".join(f"    {line}".rstrip() for line in text.splitlines())

    def sample_text(self, sample: Sample) -> str:
        """A sample email with those headers that the source gives."""
        heads = [("From", sample.sent_from), ("To", sample.sent_to), ("Subject", sample.subject)]
        headers = "\n".join(f"{name}: {value}" for name, value in heads if value)
        return f"{headers}\n\n{sample.text}" if sample.text else headers

    def sample_gloss(self, sample: Sample) -> str:
        """The English translation of a sample; empty if it is in English or has none."""
        gloss = sample.glosses.get(self._language.code)
        if sample.language == self._language.code or gloss is None:
            return ""
        return f"Subject: {gloss.subject}" + (f"\n\n{gloss.text}" if gloss.text else "")
