"""The functions and names that reply templates can use; they return plain English text for AWS's reviewer.

A reply states only what `readiness/claims.py` allows, and must declare its blanks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Any

from policykit.catalog.catalog import Catalogue
from policykit.html import tables
from policykit.html.elements import plain
from policykit.model import Alarm, Figure, Mechanism, Sample, Stream, Text, values_at
from policykit.model.identities import DnsRecord, DomainIdentity
from policykit.model.paths import placed_values
from policykit.model.view import ProductView
from policykit.readiness.claims import may_be_stated
from policykit.readiness.quotas import Quotas, quotas_of

from .blanks import blank_of
from .policies import sentences
from .template_functions import TemplateFunctions

_VERBS = {"current": "We currently send", "forecast": "We expect", "peak": "Peaks reach", "maximum": "We send at most"}
_REVIEW = {"bounce_rate": "bounce-review", "complaint_rate": "complaint-review"}
# Words that begin a sentence and lose their capital inside one; any other first word may be a name.
_COMMON_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "any",
        "each",
        "every",
        "one",
        "some",
        "someone",
        "somebody",
        "people",
        "users",
        "customers",
        "members",
        "participants",
        "recipients",
        "subscribers",
        "visitors",
        "new",
        "registered",
        "our",
        "we",
        "they",
        "when",
        "if",
        "after",
        "before",
    ]
)


class UndeclaredBlank(LookupError):
    """A reply uses a blank that its front matter does not list."""


class ReplyFunctions(TemplateFunctions):
    """Functions for reply templates; texts are plain, not Markdown."""

    def __init__(self, catalogue: Catalogue, product: ProductView, blanks: Collection[str]) -> None:
        self._catalogue, self._product = catalogue, product
        self._blanks = frozenset(blanks) | {question.blank for question in catalogue.questions}
        self._language = catalogue.source_language

    def names(self) -> dict[str, Any]:
        """Name -> everything a reply template may use."""
        return {**super().names(), "product": self._product}

    # Values and blanks

    def value(self, path: str) -> Any:
        """The value at a field path; None if it or a record around it is missing."""
        return values_at(self._product, path)[0]

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
        return self.blank(name) if value is None else plain(value, self._language)

    # Claims

    def stated(self, path: str) -> list[str]:
        """The sentences of all claims at a field path that may be stated, such as `content` or `handling.complaint`."""
        found: list[Text | str] = []
        for place, value in placed_values(self._product, path):
            items = enumerate(value) if isinstance(value, tuple) else ((None, value),)
            for index, item in items:
                where = place if index is None else f"{place}[{index}]"
                if may_be_stated(self._product, where, item):
                    found += _texts_of(item, self._language)
        return [plain(text, self._language) for text in found]

    def may_state(self, path: str) -> bool:
        """Whether the claim at a field path may be stated."""
        return bool(self.stated(path))

    # Joining

    def lines(self, items: Sequence[Any]) -> str:
        """A list with hyphens, one item per line."""
        return "\n".join(f"- {self.plain(item)}" for item in items)

    def joined(self, items: Sequence[Any]) -> str:
        """Sentences, joined by spaces; a sentence that is there already is left out."""
        return " ".join(dict.fromkeys(self.plain(item) for item in items))

    def commas(self, items: Sequence[Any]) -> str:
        """Short values (a, b and c)."""
        return self._language.join([self.plain(item) for item in items])

    def indented(self, text: str) -> str:
        """Text indented by four spaces, so that an email quoted in the reply is visible as one."""
        return "\n".join(f"    {line}".rstrip() for line in text.splitlines())

    def clause(self, sentence: Text) -> str:
        """A sentence as a part of another one: without its period, and without its capital unless that may be a name."""
        words = self.plain(sentence).removesuffix(".")
        return words[:1].lower() + words[1:] if words.partition(" ")[0].lower() in _COMMON_WORDS else words

    def clauses(self, sentences: Sequence[Text]) -> list[str]:
        """Sentences as parts of another one."""
        return [self.clause(sentence) for sentence in sentences]

    # Volume and quotas

    def volume_sentences(self) -> list[str]:
        """The figures as sentences, in the file's order, with their qualifiers."""
        grouped = groupby(self._product.volume.figures, key=lambda figure: figure.kind)
        return [f"{_VERBS[kind]} {self._language.join([self._amount(f) for f in figures])}." for kind, figures in grouped]

    def _amount(self, figure: Figure) -> str:
        fewer = bool(figure.fewer_than_max) and figure.kind != "maximum"  # "at most" says it already
        number = self._language.span(figure.min, figure.max, fewer=fewer).replace("–", "-")
        words = [number, "email" if number == "1" else "emails", "per", figure.per]
        if figure.months_ahead:
            words += ["in", self._language.duration(figure.months_ahead, "month")]
        return " ".join([*words, *([self.plain(figure.note)] if figure.note else [])])

    def usual_day(self) -> list[str]:
        """The usual number per day of a product with one kind of email; with several, each has its own (`by_stream`)."""
        typical = [stream.volume.typical_day for stream in self._product.streams]
        return (
            [f"On a usual day it is {self._language.number(typical[0])}."]
            if len(typical) == 1 and typical[0] is not None
            else []
        )

    def by_stream(self) -> list[str]:
        """The number of emails of each stream per day, such as `Sign-in code: 25-500 per day, usually 70`."""
        return [f"{self.plain(s.title)}: {self._per_day(s)}" for s in self._product.streams if self._per_day(s)]

    def retention(self) -> list[str]:
        """How long each kind of personal data is kept, as far as the file says."""
        kinds = [kind for kind in self._product.data.kinds if kind.days is not None]
        return [f"We keep {self.plain(kind.what)} for {self._language.duration(kind.days or 0, 'day')}." for kind in kinds]

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

    def stream_title(self, stream: Stream) -> str:
        """The title of a stream; a blank if the product has no file yet."""
        return self.plain(stream.title) if self._product.name else self.blank("stream-title", stream)

    def to_whom(self, stream: Stream) -> str:
        """Who gets an email, such as `only to users who register (at team@example.com)`; empty if it is missing."""
        recipients = stream.recipients
        if not recipients:
            return ""
        who = self.plain(recipients.who)
        only = who.startswith("only ")
        at = f" ({recipients.address})" if recipients.address and recipients.address not in who else ""
        return f"{'only to' if only else 'to'} {who.removeprefix('only ')}{at}"

    def sender(self, stream: Stream) -> str:
        """The sender of a stream, with the name that recipients see; empty if it is missing."""
        if stream.from_ is None:
            return ""
        return f"{stream.from_name} <{stream.from_}>" if stream.from_name else stream.from_

    def attachments(self, stream: Stream) -> str:
        """The files attached to an email of a stream."""
        files = []
        for item in stream.attachments:
            name = " ".join(part for part in (item.name, f"({item.standard})" if item.standard else None) if part)
            files.append(f"{self.plain(item.kind)} {name}".strip())
        return self._language.join(files)

    def consents(self) -> list[str]:
        """How recipients asked for the email, unless they trigger it themselves; each wording once.

        A wording that is contradicted for one stream is true of none, because it says "all recipients".
        """
        asked = [
            (f"streams[{i}].consent", s.consent) for i, s in enumerate(self._product.streams) if s.trigger.actor != "recipient"
        ]
        texts = [(self.plain(text), may_be_stated(self._product, place, text)) for place, text in asked if text]
        untrue = {text for text, is_stated in texts if not is_stated}
        return list(dict.fromkeys(text for text, _ in texts if text not in untrue))

    def unsubscribe_lines(self) -> list[str]:
        """Whether recipients can stop each stream; streams with the same rule share a line.

        Empty if one rule applies to all streams, and the general sentences already say so.
        """
        streams = self._product.streams
        if len({stream.unsubscribe.offered for stream in streams}) == 1 and self.may_state("handling.unsubscribe"):
            return []
        grouped: dict[str, list[str]] = {}
        for index, stream in enumerate(streams):
            rule = stream.unsubscribe
            if rule and may_be_stated(self._product, f"streams[{index}].unsubscribe", rule):
                verb = "recipients can unsubscribe." if rule.offered else "recipients cannot unsubscribe."
                parts = [verb, *(self.plain(text) for text in (rule.reason_if_not, rule.other_way_out) if text)]
                grouped.setdefault(" ".join(parts), []).append(self.plain(stream.title))
        return [f"{self._language.join(titles)}: {words}" for words, titles in grouped.items()]

    # Samples

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

    # Identities, records, alarms

    def domains(self) -> list[tuple[DomainIdentity, bool, bool, bool]]:
        """The domain identities; what may be stated of each: that it is verified, signs with DKIM, has a MAIL FROM domain."""
        placed = ((f"identities.domains[{index}]", item) for index, item in enumerate(self._product.identities.domains))
        return [
            (
                item,
                may_be_stated(self._product, place, item),
                may_be_stated(self._product, f"{place}.dkim", item.dkim),
                may_be_stated(self._product, f"{place}.mail_from", item.mail_from),
            )
            for place, item in placed
        ]

    def records(self) -> list[tuple[str, DnsRecord]]:
        """The SPF and DMARC records that may be stated, each with its kind."""
        kinds = (("SPF", "dns.spf", self._product.dns.spf), ("DMARC", "dns.dmarc", self._product.dns.dmarc))
        return [
            (kind, record)
            for kind, path, records in kinds
            for index, record in enumerate(records)
            if may_be_stated(self._product, f"{path}[{index}]", record)
        ]

    def review_interval(self) -> str:
        """How often the rates are checked; empty if it is missing."""
        days = self._product.monitoring.review_interval_days
        if days is None:
            return ""
        return "We check both rates every day." if days == 1 else f"We check both rates every {days} days."

    def alarm_sentences(self, *, below_review: bool = False) -> list[str]:
        """The alarms in place as sentences, those with the same channel and action together.

        With `below_review`, only alarms that fire before AWS would review the account.
        """
        alarms = enumerate(self._product.monitoring.alarms)
        found = [alarm for i, alarm in alarms if may_be_stated(self._product, f"monitoring.alarms[{i}]", alarm)]
        watched: dict[tuple[str, str], list[str]] = {}
        for alarm in found:
            if (alarm.threshold is not None or alarm.action) and not (below_review and self._fires_too_late(alarm)):
                words = " ".join(filter(None, (self.word(f"alarm.{alarm.metric}"), tables.threshold(alarm, self._language))))
                action = self.plain(alarm.action) if alarm.action else ""
                watched.setdefault((alarm.channel or "Our", action), []).append(words)
        return [
            f"{channel} alarms watch for {self._language.join(words)}. {action}".rstrip()
            for (channel, action), words in watched.items()
        ]

    def _fires_too_late(self, alarm: Alarm) -> bool:
        number = _REVIEW.get(alarm.metric)
        return bool(number and alarm.threshold is not None and alarm.threshold >= self._catalogue.ses.numbers[number].value)

    # Words

    def word(self, key: str) -> str:
        """A text of the source language, by key."""
        return self._language.word(key)

    def plain(self, value: Text | str) -> str:
        """A text in English."""
        return plain(value, self._language)


def _texts_of(item: Any, language: Any) -> list[Text | str]:
    if isinstance(item, Mechanism):
        return sentences(item, language)
    text = getattr(item, "text", None) or getattr(item, "claim", None)
    return [text] if isinstance(text, Text) else [item] if isinstance(item, Text) else []
