"""The functions and names that page templates can use, for one product page in one language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policykit.catalog.addresses import is_shown, page_url
from policykit.html import charts, components, mail_preview, tables
from policykit.html.components import status_tag
from policykit.html.elements import Element, Markdown, element
from policykit.html.product_menu import ProductPage, product_menu
from policykit.model import Flow, OneTimeCode, Status, Stream, values_at
from policykit.model.view import ProductView
from policykit.readiness.claims import may_be_stated

from .controls import Controls
from .template_functions import TemplateFunctions

_STATEMENTS: dict[str, tuple[str, ...]] = {
    "product": ("name", "summary", "company", "website", "stage"),
    "purpose": ("purpose", "audience", "markets"),
    "streams": ("streams",),
    "volume": ("volume", "request.daily_quota", "request.send_rate", "request.quota_reason", "request.current"),
    "lists": ("lists",),
    "sending": ("identities", "dns", "sending", "request.region", "flows"),
    "handling": ("handling", "suppression", "monitoring"),
    "content": ("content",),
    "security": ("security",),
    "data": ("data", "laws"),
    "infrastructure": ("infrastructure",),
    "justification": ("justification", "request.sandbox"),
    "commitments": ("commitments",),
}
"""Section of a page -> prefixes of the field paths whose deviating sentences it shows."""

_POSTCODE_FIRST = {
    "AT", "BE", "BG", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "IS", "IT",
    "LI", "LT", "LU", "MC", "MX", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "TR",
}  # fmt: skip
"""Countries that write the postcode before the city, as in 20459 Hamburg."""


class PageFunctions(TemplateFunctions):
    """Functions for templates; every method returns an element, a string or Markdown that is already escaped."""

    def __init__(self, page: ProductPage) -> None:
        self._page, self._language, self._product = page, page.language, page.product

    @property
    def product(self) -> ProductView:
        """The product, with all fields of its file."""
        return self._product

    @property
    def shows_statements(self) -> bool:
        """Whether the profile shows sentences of the draft that differ from the fields."""
        return bool(self._page.catalogue.profile.statements)

    # Words and values

    def or_missing(self, value: Any) -> Any:
        """A value, or the text for a missing one."""
        return components.stated(value, self._language)

    def status(self, status: Status | None) -> Element:
        """A status tag."""
        return status_tag(status, self._language)

    def code(self, value: str) -> Element:
        """A value as code, for text to type or copy exactly."""
        return element("code", value)

    def quoted(self, value: str | None) -> Any:
        """A quotation; the output check ignores brackets in it."""
        return element("q", value, data_example=True) if value else self.or_missing(value)

    def external(self, url: str) -> Element:
        """A link to another site."""
        return element("a", url, href=url, rel="noopener")

    def postal_address(self) -> str:
        """The postal address in one line, in the order of its country whatever the language; empty if it is missing."""
        company = self._product.company
        address = company.address
        if not address:
            return ""
        if (address.country or company.country) in _POSTCODE_FIRST:
            parts = [address.street, _joined(address.postcode, address.city), address.state]
        else:
            parts = [address.street, address.city, _joined(address.state, address.postcode)]
        country = self._language.country(address.country) if address.country else None
        return ", ".join(filter(None, (*parts, country)))

    def lead(self, value: Any) -> Element:
        """The first sentence of a page, in larger type."""
        return components.lead(value)

    def value_or_blank(self, name: str) -> Any:
        """The value of a blank if the data contains it, else the blank."""
        blank = self._page.catalogue.blanks[name]
        value = values_at(self._product, blank.path)[0] if blank.path else None
        if value is not None:
            return element("code", value)
        return components.blank_mark(self._language, name, blank)

    # Lists and tables

    def facts(self, pairs: Sequence[tuple[str, Any]]) -> Element:
        """A list of labels with their values."""
        return components.facts_list(pairs, self._language)

    def bullets(self, items: Sequence[Any]) -> Element:
        """A bulleted list."""
        return components.bullets(items)

    def claims(self, path: str) -> Element:
        """The list of claims at a field path, with their status tags."""
        return components.claims(self._product, path, self._language)

    def statements(self, section: str) -> Element | Markdown:
        """The source's deviating sentences about the fields of a section in `_STATEMENTS`; `rest` means all others.

        Empty if the profile hides them. Raises `LookupError` for an unknown section.
        """
        if not self._page.catalogue.profile.statements:
            return Markdown("")
        if section not in (*_STATEMENTS, "rest"):
            raise LookupError(f"unknown section of statements `{section}`; use one of: {', '.join(_STATEMENTS)}, rest")
        chosen = [s for s in self._product.statements if _section_of(s.about) == section]
        quotes = components.statements(chosen, self._language)
        # The sentences quote a draft, including its placeholders, so the output check must ignore them.
        return element("div", quotes, data_example=True) if quotes else Markdown("")

    def stream_table(self, link: str = "") -> Element:
        """A table that summarizes the streams."""
        if not self._product.streams:
            return element("p", self.word("streams.none"), " ", element("code", f"{self._page.entry.file}: streams"))
        return tables.stream_table(self._product, self._language, link=link)

    def per_day(self, stream: Stream) -> Any:
        """Emails per day of a stream."""
        return self.or_missing(tables.per_day(stream, self._language))

    def volume_table(self) -> Element | str:
        """A table of the figures for all streams together."""
        return tables.volume_table(self._product, self._language) or self._nothing()

    def volume_chart(self) -> Element | str:
        """A chart of these figures."""
        return charts.volume_chart(self._product, self._language) or Markdown("")

    def dns_table(self) -> Element | str:
        """A table of the DNS records."""
        return tables.dns_table(self._product, self._language) or self._nothing()

    def alarm_table(self) -> Element | str:
        """A table of the alarms."""
        return tables.alarm_table(self._product, self._language) or self._nothing()

    def review_interval_days(self) -> int | None:
        """The days between checks of the rates; None if they are missing, or monitoring is only planned."""
        days = self._product.monitoring.review_interval_days
        return days if may_be_stated(self._product, "monitoring.review_interval_days", days) else None

    def data_table(self) -> Element | str:
        """A table of the kinds of personal data."""
        return tables.data_table(self._product, self._language) or self._nothing()

    def infrastructure_table(self) -> Element | str:
        """A table of the services involved."""
        return tables.infrastructure_table(self._product, self._language) or self._nothing()

    def sample(self, stream: Stream) -> Element:
        """The sample email of a stream."""
        return mail_preview.sample_mail(stream, self._language)

    def flow(self, flow: Flow) -> Element:
        """A chain of services."""
        return mail_preview.flow_chain(flow, self._language)

    def mail_flow(self) -> Element:
        """The path of an email from its trigger to its recipient."""
        return mail_preview.mail_flow(self._product, self._language)

    def verified_domains(self) -> list[str]:
        """The domains that the product file lists as verified."""
        identities = self._product.identities
        return [item.domain for item in identities.domains if item.status.is_in_place]

    def mechanism(self, path: str) -> Element:
        """One mechanism with its status: what is in place, and what is planned in addition."""
        value = values_at(self._product, path)[0]
        if value is None:
            return element("p", status_tag(None, self._language))
        controls = Controls(self._product, self._language)
        shown = controls.control(path)
        parts: list[Any] = [shown] if isinstance(shown, Element) else []
        return element("div", *parts, *([controls.not_in_place()] if controls.open else []))

    def _nothing(self) -> Element:
        return element("p", components.muted(self._language.word("not_stated")))

    # Navigation and key figures

    def menu(self) -> Element:
        """The menu of this product's pages."""
        return product_menu(self._page)

    def page_link(self, label: str, kind: str, anchor: str = "") -> Any:
        """A link to another page of this product; only the label if the profile does not show that page."""
        if not is_shown(self._page.catalogue, kind):
            return label
        return element("a", label, href=self._page.to_product + page_url(kind) + (f"#{anchor}" if anchor else ""))

    def products_link(self, label: str) -> Element:
        """A link to the list of all products."""
        return element("a", label, href=f"{self._page.to_product}../")

    def successor_link(self) -> Element | None:
        """A link to the product that replaced this retired one; None if there is none."""
        retired = self._product.retired
        if not retired or not retired.successor:
            return None
        catalogue = self._page.catalogue
        name = (catalogue.products.get(retired.successor) or catalogue.retired[retired.successor]).product.name
        return element("a", name, href=f"{self._page.to_product}../{retired.successor}/")

    def key_figures(self) -> Element:
        """Four figures: emails per day, peak, streams, Region."""
        volume = self._product.volume.figures
        usual = next((f for f in volume if f.kind in ("forecast", "current")), None)
        peak = next((f for f in volume if f.kind in ("peak", "maximum")), None)
        request = self._product.request
        pairs = [
            (self.word("key.mails"), self._language.figure(usual) if usual else None),
            (self.word("key.peak"), self._language.figure(peak) if peak else None),
            (self.word("key.streams"), len(self._product.streams) or None),
            (self.word("key.region"), request.region),
        ]
        cells = [element("div", element("dt", label), element("dd", self.or_missing(value))) for label, value in pairs]
        return element("dl", *cells, class_="kit-figures")

    def channels(self, code: OneTimeCode) -> list[str]:
        """The names of the channels of a one-time code."""
        return [self._language.word(f"channel.{channel}") for channel in code.channel]

    def source_link(self) -> Element:
        """The file to edit for the facts on this page; a link if the repository's URL is configured."""
        file: Any = element("code", self._page.entry.file)
        if repository := self._page.catalogue.settings.repo_url:
            file = element("a", file, href=f"{repository}/edit/main/{self._page.entry.file}", rel="noopener")
        return element("p", self.word("source.link"), " ", file, class_="kit-source")


def _joined(*parts: str | None) -> str:
    return " ".join(filter(None, parts))


def _section_of(path: str) -> str:
    return next((name for name, paths in _STATEMENTS.items() if path.startswith(paths)), "rest")
