"""Functions for page templates about evidence: what was seen, and when. A script marks what has become old."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policykit.catalog.catalog import Catalogue
from policykit.catalog.languages import Language
from policykit.html import components
from policykit.html.components import table
from policykit.html.elements import Element, element
from policykit.html.product_menu import ProductPage
from policykit.model.paths import field_of
from policykit.readiness.email_addresses import base_of, own_domains
from policykit.readiness.evidence import seen
from policykit.readiness.ledger import fresh_until

from .template_functions import TemplateFunctions


def seen_tag(on: date, catalogue: Catalogue, language: Language, *, confirms: bool = True) -> Element:
    """The day of a look as a tag, which a script changes once it is old; green only if the look `confirms` something."""
    until = fresh_until(on, catalogue.profile.evidence_days)
    day = language.date(on)
    return element(
        "span", language.word("ledger.seen", date=day), class_="kit-status kit-status--seen" if confirms else "kit-status",
        data_fresh_until=until.isoformat(), data_stale=language.word("ledger.stale", date=day),
    )  # fmt: skip


class EvidenceFunctions(TemplateFunctions):
    """Every method returns an element, a string or Markdown that is already escaped."""

    def __init__(self, page: ProductPage) -> None:
        self._page, self._language, self._product = page, page.language, page.product
        self._word = page.language.word

    def checked(self) -> Element | None:
        """What was looked at and when, in one line; None if nobody has looked."""
        evidence = self._product.evidence
        looks = {"ledger.dns": evidence.dns, "ledger.web": evidence.web}
        days = {word: [look.day for look in found if look.day] for word, found in looks.items()}
        parts = [
            (self._word(word), " ", seen_tag(min(found), self._page.catalogue, self._language, confirms=False), " ")
            for word, found in days.items()
            if found
        ]
        return element("span", *parts) if parts else None

    def seen_claims(self) -> Element | None:
        """The claims that somebody saw to be true, each with the day; None if there are none."""
        items = [
            (self._label(place), " ", seen_tag(item.on, self._page.catalogue, self._language))
            for place, item in seen(self._product).items()
        ]
        return components.bullets(items) if items else None

    def dns_seen(self) -> Element | None:
        """The records of the product's own domains, as a DNS server answered, with the day; None if nobody has seen any."""
        own = own_domains(self._product)
        rows = [
            [element("code", look.asked), _codes(look.records), self._language.date(look.day)]
            for look in self._product.evidence.dns
            if look.day and look.records and base_of(look.asked.rpartition(" ")[2]) in own
        ]
        heads = [self._word(f"head.{name}") for name in ("record", "answer", "seen_on")]
        return table(heads, rows) if rows else None

    def as_of(self) -> str:
        """The day of the document."""
        return self._language.date(self._page.catalogue.settings.as_of)

    def verify_command(self) -> Element:
        """The command that looks at the product."""
        return element("code", f".venv/bin/python scripts/verify.py {self._page.entry.slug}")

    def evidence_guide(self, label: str) -> Element:
        """A link to the guide that explains the command."""
        return element("a", label, href=f"{self._page.to_product}../../guides/evidence/")

    def _label(self, place: str) -> str:
        label = self._word(f"field.{field_of(place).removesuffix('[]')}")
        domains = self._product.identities.domains
        if not place.startswith("identities.domains[") or len(domains) < 2:
            return label
        return f"{label} ({domains[int(place.split('[')[1].split(']')[0])].domain})"


def _codes(texts: Iterable[str]) -> list[Element | str]:
    return [part for text in texts for part in (element("code", text), " ")]
