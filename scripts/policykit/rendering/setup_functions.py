"""Functions for the setup page: what is missing, the template, the DNS records and the commands to copy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from policykit.catalog import addresses
from policykit.html import components
from policykit.html.components import button
from policykit.html.elements import Element, Markdown, element
from policykit.html.product_menu import ProductPage
from policykit.model.paths import field_of
from policykit.readiness.account_request import value_or_blank

from .code_block import code_block, copyable
from .setup.commands import commands_of, publish
from .setup.dns import MissingRecord, missing_records, ready_records, route53_files
from .setup.files import setup_files
from .setup.needs import Needs, needs_of
from .setup.stack import KEPT_DAYS
from .template_functions import TemplateFunctions


class SetupFunctions(TemplateFunctions):
    """Every method returns an element, a string or Markdown that is already escaped."""

    def __init__(self, page: ProductPage) -> None:
        self._page, self._language, self._product = page, page.language, page.product
        self._catalogue, self._word, self._slug = page.catalogue, page.language.word, page.entry.slug

    @cached_property
    def _needs(self) -> Needs:
        return needs_of(self._product, self._catalogue.ses.numbers)

    @cached_property
    def _files(self) -> dict[str, str]:
        return setup_files(self._catalogue, self._page.entry)

    @cached_property
    def _region(self) -> str:
        return self._needs.region or value_or_blank(self._catalogue, self._product, "region")

    @cached_property
    def _commands(self) -> dict[str, list[str]]:
        email, domain = self._needs.email or self._blank("notification-email"), self._blank("sending-domain")
        return commands_of(self._slug, self._needs, self._region, email, domain)

    @property
    def setup(self) -> Needs:
        """What the product needs."""
        return self._needs

    def setup_link(self, label: str) -> Any:
        """A link to the setup; empty if nothing is missing, or the profile has no setup."""
        if not self._needs or not addresses.is_shown(self._catalogue, "setup"):
            return Markdown("")
        return element("a", label, href=self._page.to_product + addresses.page_url("setup"))

    # What is missing

    def about_emails(self) -> int:
        """The emails of an ordinary month, rounded to two digits; 0 if the file does not say."""
        return round(self._needs.emails, 2 - len(str(self._needs.emails)))

    def setup_parts(self) -> Element:
        """What the setup adds, the fields that it makes true, and where on the page it is."""
        heads = [self._word(f"setup.head.{key}") for key in ("part", "fields", "step")]
        rows = []
        for key, fields, step, values in self._parts():
            where = element("a", self._word(f"setup.step.{step}"), href=f"#{step}")
            links = [part for field in fields for part in (self._field_link(field), ", ")][:-1]
            rows.append((self._word(f"setup.part.{key}", **values), element("span", *links), where))
        return components.table(heads, rows)

    def _parts(self) -> Iterator[tuple[str, list[str], str, dict[str, str]]]:
        """Yield key, fields, step and values of every missing part, in the order of the steps."""
        needs = self._needs
        events = ["handling.bounce_hard"] * needs.bounces + ["handling.complaint"] * needs.complaints
        if needs.events:
            if needs.is_large:  # bounces go to the queue only
                yield "events_large", ["handling.complaint"] * needs.complaints, "stack", {}
            else:
                yield "events", events, "stack", {}
        if needs.queue:
            yield "queue", events, "stack", {"days": self._language.duration(KEPT_DAYS, "day")}
        for alarm in needs.alarms:
            threshold, review = (self._language.percent(value) for value in (alarm.threshold, alarm.review))
            yield alarm.metric, ["monitoring.alarms"], "stack", {"threshold": threshold, "review": review}
        for need in needs.domains:
            if not need.exists:
                yield "identity", [need.place], "connect", {"domain": need.name or self._blank("sending-domain")}
            elif need.mail_from:
                yield "mail_from", [f"{need.place}.mail_from"], "connect", {"domain": need.mail_from_name or ""}
        if needs.suppression:
            yield "suppression", ["suppression.account_level"], "connect", {}
        for need in needs.domains:
            if not need.exists:
                yield "identity_dns", [need.place], "dns", {}
            elif need.dkim:
                yield "dkim", [f"{need.place}.dkim"], "dns", {}
            if need.exists and (need.mx or need.spf):
                yield "mail_from_dns", ["dns.spf"], "dns", {}
        for domain in needs.dmarc:
            yield "dmarc", ["dns.dmarc"], "dns", {"domain": domain}

    def setup_fields(self) -> Element:
        """The fields to update once everything is in place."""
        fields = dict.fromkeys(field for _, fields, _, _ in self._parts() for field in fields)
        return components.bullets([self._field_link(field) for field in fields])

    def _field_link(self, field: str) -> Any:
        words = self._word(f"field.{field_of(field).removesuffix('[]')}")
        if not addresses.has_form(self._catalogue):
            return words
        href = f"{self._page.to_product}../../{addresses.edit_url(self._slug, field)}"
        return element("a", words, href=href)

    # AWS

    def template_button(self) -> Element:
        """The primary button, which downloads the template."""
        name = addresses.stack_file(self._slug)
        link = button(self._word("setup.download"), self._page.to_product + name, primary=True)
        return element("p", link)

    def template_text(self) -> Element:
        """The template, folded, with a button that copies it."""
        shown = self._shown(addresses.stack_file(self._slug))
        return element("details", element("summary", self._word("setup.show")), shown, data_search_exclude=True)

    def setup_commands(self, *steps: str) -> Element | Markdown:
        """The commands of steps such as `deploy`, with a button that copies them; empty if none is needed."""
        lines = [line for step in steps for line in self._commands[step]]
        return self._block(steps[0], "\n".join(lines)) if lines else Markdown("")

    # DNS

    def missing_dns(self) -> tuple[MissingRecord, ...]:
        """The DNS records that are missing, without DKIM records whose names only SES knows."""
        return missing_records(self._needs, self._region)

    def missing_dns_table(self) -> Element:
        """The same as a table."""
        heads = [self._word(f"head.{key}") for key in ("purpose", "record", "name", "value")]
        rows = [
            (self._word(f"setup.record.{record.purpose}"), record.kind, element("code", record.name), self._value(record))
            for record in self.missing_dns()
        ]
        return components.table(heads, rows)

    def _value(self, record: MissingRecord) -> Element:
        if record.is_ready:
            return element("code", record.value)
        blank = self._catalogue.blanks["region"]
        before, _, after = record.value.partition(self._region)
        mark = components.blank_mark(self._catalogue.source_language, "region", blank)
        return element("code", before, mark, after)

    def zone_lines(self) -> Element | Markdown:
        """The records that are ready, as lines of a zone file to copy; empty if there are none."""
        name = addresses.zone_file(self._slug)
        return self._shown(name) if name in self._files else Markdown("")

    def route53(self) -> Element | Markdown:
        """The same for Route 53, folded: a command and the file that it sends, for each hosted zone."""
        parts: list[Any] = []
        files = route53_files(self._slug, ready_records(self._needs))
        for index, (zone, (name, _)) in enumerate(files.items()):
            parts.append(element("p", self._word("setup.route53_how", zone=zone)))
            parts.append(self._block(f"route53-{index}", publish(zone, name)))
            parts.append(self._shown(name))
        if not parts:
            return Markdown("")
        summary = element("summary", self._word("setup.route53"))
        return element("details", summary, *parts, data_search_exclude=True, data_example=True)

    def _blank(self, name: str) -> str:
        return value_or_blank(self._catalogue, self._product, name)

    def _shown(self, name: str) -> Element:
        """A file, with a button that copies it and a link that downloads it."""
        source = f"file-{name.replace('.', '-')}"
        code = element("code", self._files[name].rstrip("\n"), id=source)
        block = element("pre", code, lang=self._catalogue.source_language.code)
        link = element("a", name, href=self._page.to_product + name, download=True)
        return copyable(block, source, self._language, link)

    def _block(self, name: str, text: str) -> Element:
        """A command, with a button that copies it."""
        block = code_block(self._catalogue, self._product, text, source=f"setup-{name}")
        return copyable(block, f"setup-{name}", self._language)
