"""Tables of the product pages: streams, volumes, DNS records, alarms, personal data, services and unsubscribe options."""

from __future__ import annotations

from typing import Any

from policykit.catalog.languages import Language
from policykit.model import Alarm, Product, Stream
from policykit.model.identities import DnsRecord
from policykit.model.view import ProductView

from .charts import figure_label
from .components import claim_tag, muted, stated, status_tag, table
from .elements import Element, element


def _heads(language: Language, *keys: str) -> list[str]:
    return [language.word(f"head.{key}") for key in keys]


def per_day(stream: Stream, language: Language) -> str | None:
    """Format a stream's emails per day; None without figures."""
    volume = stream.volume
    return language.span(volume.min_day, volume.max_day) if volume and volume.max_day is not None else None


def stream_table(product: Product, language: Language, *, link: str = "") -> Element:
    """Return a summary of the streams. `link` is the path of the page with a section for each stream."""
    rows = []
    for stream in product.streams:
        title: Any = element("a", stream.title, href=f"{link}#stream-{stream.id}") if link else stream.title
        who = stream.recipients.who
        rows.append((
            title, language.word(f"class.{stream.class_}"), stated(who, language),
            stated(stream.from_, language), stated(per_day(stream, language), language),
        ))  # fmt: skip
    return table(_heads(language, "stream", "class", "recipients", "sender", "per_day"), rows, numeric=[4])


def volume_table(product: Product, language: Language) -> Element | None:
    """Return the figures of all streams together; None if there are none."""
    figures = product.volume.figures
    rows = [(figure_label(figure, language), language.figure(figure)) for figure in figures]
    return table(_heads(language, "figure", "mails"), rows, numeric=[1]) if rows else None


def dns_table(product: ProductView, language: Language) -> Element | None:
    """Return all DNS records in the file; None if there are none."""
    rows: list[tuple[Any, ...]] = []
    for index in range(len(product.identities.domains)):
        rows += _identity_rows(product, index, language)
    if product.dns:
        for kind, records in (("SPF", product.dns.spf), ("DMARC", product.dns.dmarc), ("MX", product.dns.mx)):
            for index, record in enumerate(records):
                tag = claim_tag(product, f"dns.{kind.lower()}[{index}]", record, language)
                rows.append(_record_row(kind, record, tag, language))
    return table(_heads(language, "purpose", "record", "name", "value", "status"), rows) if rows else None


def _identity_rows(product: ProductView, index: int, language: Language) -> list[tuple[Any, ...]]:
    identity, place = product.identities.domains[index], f"identities.domains[{index}]"
    rows: list[tuple[Any, ...]] = []
    if identity.method:
        kind = language.word("dns.verification")
        tag = claim_tag(product, place, identity, language)
        rows.append((kind, identity.method, _in_file(None, language), _in_file(None, language), tag))
    if identity.dkim:
        dkim = identity.dkim
        record = language.word("dns.cname_records", number=language.number(dkim.records)) if dkim.records else None
        name = _in_file(dkim.domain, language)
        kind = "Easy DKIM" if dkim.method == "easy" else "DKIM"
        tag = claim_tag(product, f"{place}.dkim", dkim, language)
        rows.append((kind, _in_file(record, language), name, _in_file(None, language), tag))
    if identity.mail_from:
        mail_from = identity.mail_from
        record = _in_file("MX" if mail_from.mx else None, language)
        value = _in_file(mail_from.mx, language)
        tag = claim_tag(product, f"{place}.mail_from", mail_from, language)
        rows.append(("MAIL FROM", record, mail_from.domain, value, tag))
    return rows


def _record_row(kind: str, record: DnsRecord, tag: Element, language: Language) -> tuple[Any, ...]:
    value = element("code", record.value) if record.value else None
    record_type = "MX" if kind == "MX" else "TXT"
    return (kind, record_type, _in_file(record.name, language), _in_file(value, language), tag)


def _in_file(value: Any, language: Language) -> Any:
    """The value of a record, or that the file has none: the record itself may exist, as its status says."""
    return value if value else muted(language.word("dns.not_in_file"))


def alarm_table(product: Product, language: Language) -> Element | None:
    """Return the alarms; None if there are none."""
    rows = [_alarm_row(alarm, language) for alarm in product.monitoring.alarms]
    return table(_heads(language, "metric", "threshold", "action", "status"), rows, numeric=[1]) if rows else None


def threshold(alarm: Alarm, language: Language) -> str | None:
    """Format a threshold, such as "above 5%"; None without a number."""
    if alarm.threshold is None:
        return None
    return language.word(f"operator.{alarm.operator or 'above'}", number=language.percent(alarm.threshold))


def _alarm_row(alarm: Alarm, language: Language) -> tuple[Any, ...]:
    metric = language.word(f"metric.{alarm.metric}")
    action = alarm.action or (language.word("alarm.channel", channel=alarm.channel) if alarm.channel else None)
    return (metric, stated(threshold(alarm, language), language), stated(action, language), status_tag(alarm.status, language))


def data_table(product: Product, language: Language) -> Element | None:
    """Return the kinds of personal data; None if there are none."""
    rows = []
    for kind in product.data.kinds:
        days = language.duration(kind.days, "day") if kind.days is not None else None
        rows.append((kind.what, stated(kind.purpose, language), stated(kind.store, language), stated(days, language)))
    return table(_heads(language, "data", "purpose", "store", "deleted_after"), rows, numeric=[3]) if rows else None


def infrastructure_table(product: Product, language: Language) -> Element | None:
    """Return the services involved, with a Region column if any Region is known; None if there are no services."""
    parts = product.infrastructure.values()
    with_region = any(part.region for part in parts)
    rows = []
    for part in parts:
        service: Any = (part.service, " (", element("code", part.resource_id), ")") if part.resource_id else part.service
        rows.append([service, stated(part.role, language), *([stated(part.region, language)] if with_region else [])])
    return table(_heads(language, "service", "role", *(["region"] if with_region else [])), rows) if rows else None
