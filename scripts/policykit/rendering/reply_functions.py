"""The functions and names that reply templates can use; they return plain English text for AWS's reviewer.

A reply may state only what is in place, and must declare its blanks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from policykit.catalog.catalog import Catalogue, Entry
from policykit.html import tables
from policykit.html.charts import figure_label
from policykit.html.elements import plain
from policykit.model import Alarm, Claim, Figure, Mechanism, Sample, Stream, Text, values_at
from policykit.model.identities import DnsRecord, DomainIdentity
from policykit.readiness.claims import may_be_stated
from policykit.readiness.quotas import Quota, quotas_of

from .policies import sentences
from .template_functions import TemplateFunctions


class UndeclaredBlank(LookupError):
    """A reply uses a blank that its front matter does not list."""


class ReplyFunctions(TemplateFunctions):
    """Functions for reply templates; texts are plain, not Markdown."""

    def __init__(self, catalogue: Catalogue, entry: Entry, blanks: Collection[str]) -> None:
        self._catalogue, self._product, self._blanks = catalogue, entry.view, frozenset(blanks)
        self._language = catalogue.source_language

    def names(self) -> dict[str, Any]:
        """Name -> everything a reply template may use."""
        return {**super().names(), "product": self._product}

    def blank(self, name: str) -> str:
        """The value of a blank if the profile shows it, else `[fill in: ...]`. Raises `UndeclaredBlank`."""
        questions = {question.blank for question in self._catalogue.questions}
        if name not in self._blanks | questions or name not in self._catalogue.blanks:
            raise UndeclaredBlank(f"the blank `{name}` is not declared; add it to `blanks:` in the front matter")
        blank = self._catalogue.blanks[name]
        value = values_at(self._product, blank.path)[0] if blank.path else None
        if value is not None:
            return plain(value, self._language)
        return self._language.blank(blank)

    def in_place(self, mechanism: Mechanism) -> bool:
        """Whether a mechanism is in place and described, so that a reply may state it in the present tense."""
        return may_be_stated(mechanism)

    def told(self, mechanism: Mechanism) -> str:
        """The sentences of a mechanism, joined; empty if it is not in place."""
        if not mechanism.is_in_place:
            return ""
        return " ".join(plain(sentence, self._language) for sentence in sentences(mechanism, self._language))

    def claimed(self, claims: Sequence[Claim]) -> list[str]:
        """The texts of the claims that are in place."""
        return [plain(claim.text, self._language) for claim in claims if may_be_stated(claim)]

    def lines(self, items: Sequence[Any]) -> str:
        """A list with hyphens, one item per line."""
        return "\n".join(f"- {plain(item, self._language)}" for item in items)

    def joined(self, items: Sequence[Any]) -> str:
        """Sentences, joined by spaces."""
        return " ".join(plain(item, self._language) for item in items)

    def commas(self, items: Sequence[Any]) -> str:
        """Short values (a, b and c); for streams, their titles."""
        return self._language.join([plain(item.title if isinstance(item, Stream) else item, self._language) for item in items])

    def indented(self, text: str) -> str:
        """Text indented by four spaces, so that an email quoted in the reply is visible as one."""
        return "\n".join(f"    {line}".rstrip() for line in text.splitlines())

    # Figures

    def figure_label(self, figure: Figure) -> str:
        """The label of a figure, such as: expected in 3 months."""
        return figure_label(figure, self._language)

    def amount(self, figure: Figure) -> str:
        """The number of a figure, such as: 10-50, fewer than 200, or up to 200 at peak times."""
        return self._language.amount(figure).replace("–", "-")

    def span(self, low: int | None, high: int) -> str:
        """A range such as 10-50, with a hyphen instead of a dash, because the reply is ASCII."""
        return self._language.span(low, high).replace("–", "-")

    # The request

    def value(self, path: str) -> Any:
        """The value at a field path; None if it or a record around it is missing."""
        return values_at(self._product, path)[0]

    def mail_type(self) -> str:
        """The mail type, in the source's own wording if there is one; empty if it is missing."""
        request = self._product.request
        if not request or request.mail_type is None:
            return ""
        stated = request.mail_type_stated
        return plain(stated, self._language) if stated else self.word(f"mail_type.{request.mail_type}")

    def daily_quota(self) -> Quota | None:
        """The daily quota to request, with the figures behind it; None if the figures do not give one."""
        return quotas_of(self._product, self._language).daily

    def send_rate(self) -> Quota | None:
        """The emails per second to request, with the figures behind them; None if the figures do not give a rate."""
        return quotas_of(self._product, self._language).rate

    def exceeds(self, quota: Quota | None, name: str) -> bool:
        """Whether a quota is above one of Amazon's numbers, such as `sandbox-daily`; False for an unknown quota."""
        return quota is not None and quota.number > self._catalogue.ses.numbers[name].value

    def current(self, path: str) -> Any:
        """The current quota at a field path; None if it is missing, or if the account is in the sandbox."""
        return None if self.value("request.sandbox") else self.value(path)

    def quota_code(self, name: str) -> str:
        """The Service Quotas code of a quota (`daily` or `rate`)."""
        return str(getattr(self._catalogue.ses.quotas, name))

    # Streams

    def streams_with_volume(self) -> list[Stream]:
        """The streams with a number of emails per day."""
        return [stream for stream in self._product.streams if stream.volume and stream.volume.max_day is not None]

    def streams_with_sample(self) -> list[Stream]:
        """The streams with a sample email."""
        return [stream for stream in self._product.streams if stream.sample]

    def streams_without(self, field: str) -> list[Stream]:
        """The streams that lack a field."""
        return [stream for stream in self._product.streams if not getattr(stream, field)]

    def streams_differ(self, field: str) -> bool:
        """Whether the streams have different values in a field, or some have none."""
        return len({getattr(stream, field) for stream in self._product.streams}) > 1

    def attachments(self, stream: Stream) -> str:
        """The files attached to an email of a stream."""
        files = []
        for item in stream.attachments:
            name = " ".join(part for part in (item.name, f"({item.standard})" if item.standard else None) if part)
            files.append(f"{plain(item.kind, self._language)} {name}".strip())
        return self._language.join(files)

    def consent_lines(self) -> list[str]:
        """How recipients opted in to each stream; streams with the same wording share a line."""
        grouped: dict[str, list[str]] = {}
        for stream in self._product.streams:
            if stream.consent:
                grouped.setdefault(plain(stream.consent, self._language), []).append(plain(stream.title, self._language))
        every = len(grouped) == 1 and all(stream.consent for stream in self._product.streams)
        return [words if every else f"{self._language.join(titles)}: {words}" for words, titles in grouped.items()]

    def unsubscribe_lines(self) -> list[str]:
        """Whether recipients can unsubscribe; streams with the same rule share a line.

        Empty if one rule applies to all streams and the general sentences already say so.
        """
        rules = {stream.unsubscribe.offered for stream in self._product.streams}
        handling = self._product.handling
        if len(rules) == 1 and self.in_place(handling.unsubscribe):
            return []
        grouped: dict[str, list[str]] = {}
        for stream in self._product.streams:
            if rule := stream.unsubscribe:
                verb = "recipients can unsubscribe." if rule.offered else "recipients cannot unsubscribe."
                parts = [verb, *(plain(text, self._language) for text in (rule.reason_if_not, rule.other_way_out) if text)]
                grouped.setdefault(" ".join(parts), []).append(plain(stream.title, self._language))
        return [f"{self._language.join(titles)}: {sentences}" for sentences, titles in grouped.items()]

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

    def domains(self) -> tuple[DomainIdentity, ...]:
        """The domain identities, verified or not."""
        return self._product.identities.domains

    def records_in_place(self) -> list[tuple[str, DnsRecord]]:
        """SPF and DMARC records that exist, with their kind."""
        dns = self._product.dns
        kinds = (("SPF", dns.spf), ("DMARC", dns.dmarc))
        return [(kind, record) for kind, records in kinds for record in records if record.status.is_in_place]

    def reports_in_place(self) -> list[str]:
        """The texts of the reports that are in place."""
        return self.claimed(self._product.monitoring.reports)

    def review_interval(self) -> str:
        """How often the rates are checked; empty if it is missing."""
        days = self._product.monitoring.review_interval_days
        if days is None:
            return ""
        return "We check the rates every day." if days == 1 else f"We check the rates every {days} days."

    def alarms_in_place(self) -> list[Alarm]:
        """The alarms that are in place and have a threshold or an action."""
        alarms = self._product.monitoring.alarms
        return [alarm for alarm in alarms if alarm.status.is_in_place and (alarm.threshold is not None or alarm.action)]

    def threshold(self, alarm: Alarm) -> str:
        """The threshold of an alarm, such as: above 5%."""
        return tables.threshold(alarm, self._language) or ""

    # Words

    def word(self, key: str) -> str:
        """A text of the source language, by key."""
        return self._language.word(key)

    def plain(self, value: Text | str) -> str:
        """A text in English."""
        return plain(value, self._language)
