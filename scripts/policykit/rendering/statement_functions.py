"""Functions for replies and policies: sentences of what a product's file says, as far as they may be stated.

All texts are plain, in the language of the template.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policykit.catalog.catalog import Catalogue
from policykit.catalog.languages import Language
from policykit.html import tables
from policykit.html.elements import plain
from policykit.model import Alarm, Mechanism, Text, values_at
from policykit.model.identities import DnsRecord, DomainIdentity
from policykit.model.paths import placed_values
from policykit.model.view import ProductView
from policykit.readiness.claims import may_be_stated

from .template_functions import TemplateFunctions

_REVIEW = {"bounce_rate": "bounce-review", "complaint_rate": "complaint-review"}
RATES = frozenset(_REVIEW)
"""The metrics of alarms by which AWS judges an account."""
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


class StatementFunctions(TemplateFunctions):
    """Sentences from a product's file; what may not be stated is left out (`readiness/claims.py`)."""

    def __init__(self, catalogue: Catalogue, product: ProductView, language: Language) -> None:
        self._catalogue, self._product, self._language = catalogue, product, language

    @property
    def product(self) -> ProductView:
        """The product, with all fields of its file."""
        return self._product

    def value(self, path: str) -> Any:
        """The value at a field path; None if it or a record around it is missing."""
        return values_at(self._product, path)[0]

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

    def clause(self, sentence: Text) -> str:
        """A sentence as a part of another one."""
        return clause(self.plain(sentence))

    def clauses(self, sentences: Sequence[Text]) -> list[str]:
        """Sentences as parts of another one."""
        return [self.clause(sentence) for sentence in sentences]

    # Parts of the file

    def retention(self) -> list[str]:
        """How long each kind of personal data is kept, as far as the file says."""
        word, duration = self._language.word, self._language.duration
        kinds = [(kind.what, kind.days) for kind in self._product.data.kinds if kind.days is not None]
        return [word("data.kept", what=self.plain(what), duration=duration(days, "day")) for what, days in kinds]

    def consents(self, *, every: bool = False) -> list[str]:
        """How recipients asked for the email, each wording once; not if they trigger it themselves, unless `every` is true.

        A wording that is contradicted for one stream is true of none, because it says "all recipients".
        """
        asked = [
            (f"streams[{i}].consent", s.consent)
            for i, s in enumerate(self._product.streams)
            if every or s.trigger.actor != "recipient"
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
                verb = self.word("unsubscribe.offered" if rule.offered else "unsubscribe.not_offered")
                parts = [verb, *(self.plain(text) for text in (rule.reason_if_not, rule.other_way_out) if text)]
                grouped.setdefault(" ".join(parts), []).append(self.plain(stream.title))
        return [f"{self._language.join(titles)}: {words}" for words, titles in grouped.items()]

    def domains_incomplete(self) -> bool:
        """Whether the verification, Region or DKIM of a domain identity may not be stated."""
        return any(not (verified and dkim and item.region) for item, verified, dkim, _ in self.domains())

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
        """How often the rates are checked; empty if it is missing, or monitoring is only planned."""
        days = self._product.monitoring.review_interval_days
        if not may_be_stated(self._product, "monitoring.review_interval_days", days):
            return ""
        return self._language.word("monitoring.daily" if days == 1 else "monitoring.every", days=str(days))

    def alarms_in_place(self) -> list[Alarm]:
        """The alarms that may be stated and have a threshold or an action."""
        alarms = enumerate(self._product.monitoring.alarms)
        stated = (alarm for i, alarm in alarms if may_be_stated(self._product, f"monitoring.alarms[{i}]", alarm))
        return [alarm for alarm in stated if alarm.threshold is not None or alarm.action]

    def alarm_sentences(self, *, below_review: bool = False) -> list[str]:
        """The alarms in place as sentences, those with the same channel and action together.

        With `below_review`, only alarms that fire before AWS would review the account.
        """
        watched: dict[tuple[str, str], list[str]] = {}
        for alarm in self.alarms_in_place():
            if not (below_review and self._fires_too_late(alarm)):
                words = " ".join(filter(None, (self.word(f"alarm.{alarm.metric}"), tables.threshold(alarm, self._language))))
                action = self.plain(alarm.action) if alarm.action else ""
                watched.setdefault((alarm.channel or "", action), []).append(words)
        lines = []
        for (channel, action), parts in watched.items():
            what = self._language.join(parts)
            key = f"alarm.{'in' if channel else 'own'}.{'one' if len(parts) == 1 else 'many'}"
            sentence = self._language.word(key, channel=channel, what=what)
            lines.append(f"{sentence} {action}".rstrip())
        return lines

    def _fires_too_late(self, alarm: Alarm) -> bool:
        number = _REVIEW.get(alarm.metric)
        return bool(number and alarm.threshold is not None and alarm.threshold >= self._catalogue.ses.numbers[number].value)

    # Words

    def plain(self, value: Text | str) -> str:
        """A text of a product in the template's language."""
        return plain(value, self._language)


def clause(sentence: str) -> str:
    """A sentence as a part of another one: without its period, and without its capital unless that may be a name."""
    words = sentence.removesuffix(".")
    return words[:1].lower() + words[1:] if words.partition(" ")[0].lower() in _COMMON_WORDS else words


def sentences(mechanism: Mechanism, language: Language) -> list[Text | str]:
    """What a mechanism does, as a list of sentences."""
    found: list[Text | str] = [
        text for text in (mechanism.mechanism, mechanism.action, mechanism.latency, mechanism.scope) if text
    ]
    attempts = getattr(mechanism, "max_attempts", None)
    if attempts is not None:
        found.append(language.word("max_attempts", number=language.number(attempts)))
    return found


def _texts_of(item: Any, language: Any) -> list[Text | str]:
    if isinstance(item, Mechanism):
        return sentences(item, language)
    text = getattr(item, "text", None) or getattr(item, "claim", None)
    return [text] if isinstance(text, Text) else [item] if isinstance(item, Text) else []
