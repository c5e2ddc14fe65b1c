"""The volume nears that of a bulk sender, and the authentication then demanded is not in place.

Gmail and Microsoft count the mail of a domain in a day; who once comes near their number is a bulk sender, at Gmail for good.
Then they demand SPF, DKIM and a DMARC record, with one of the first two aligned to the sender, and refuse mail without (G-1,
G-2, M-1, Y-1). They count by provider; the figures here count all recipients together.

Wrong:
    volume: {figures: [{max: 10000}]}
    dns: {dmarc: [{value: (leave out)}]}
    ---
    volume: {figures: [{}, {}, {kind: forecast, per: day, max: 4500, months_ahead: 6}]}
    identities: {domains: [{dkim: {status: planned}}]}
    ---
    streams: [{}, {volume: {max_day: 4200}}]
    identities: {domains: [{dkim: {domain: mail.other.example}, mail_from: (leave out)}]}
Right:
    volume: {figures: [{max: 10000}]}
    ---
    dns: {dmarc: (leave out)}
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from policykit.model.identities import DnsRecord
from policykit.readiness.domains import registrable
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import dmarc_policy

severity = "warning"
covers = ("MBX-01", "MBX-02")
question = "identity"
sources = ("G-1", "G-2", "M-1", "Y-1")

NEAR = Decimal("0.8")
"""Our own: from this share of the threshold on, authentication has to be ready, because Gmail's status is permanent."""


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """Each sending domain whose busiest day comes near the threshold, with what it lacks."""
    limit = context.number("bulk-sender")
    for domain, mails in _busiest_days(product).items():
        if mails >= limit * NEAR and (missing := list(_lacking(product, domain))):
            message = f"up to {mails:,} emails a day from {domain}, all providers together; {limit:,} to one make a bulk sender"
            fix = "set up what is missing before the volume grows, and state the records"
            yield Found("identities.domains", f"{message}; not in place or not stated: {', '.join(missing)}", fix)


def _busiest_days(product: ProductView) -> dict[str, int]:
    """The domains that send, and their busiest day; figures over all streams count where one domain sends everything."""
    only = product.identities.domains[0].domain if len(product.identities.domains) == 1 else ""
    days: Counter[str] = Counter()
    for stream in product.streams:
        host = stream.from_.rpartition("@")[2] if stream.from_ else only
        if domain := registrable(host) if host else None:
            days[domain] += stream.volume.max_day or 0 if stream.volume else 0
    if len(days) == 1:
        stated = [figure.max for figure in product.volume.figures if figure.per == "day"]
        return {domain: max([day, *stated]) for domain, day in days.items()}
    return days


def _lacking(product: ProductView, domain: str) -> Iterator[str]:
    """What a bulk sender needs and the data does not show."""
    identity = next((i for i in product.identities.domains if i.status.is_in_place and registrable(i.domain) == domain), None)
    if identity is None:
        yield "a verified domain"
    dkim = identity.dkim if identity and identity.dkim and identity.dkim.status.is_in_place else None
    mail_from = identity.mail_from if identity and identity.mail_from and identity.mail_from.status.is_in_place else None
    if identity and dkim is None:
        yield "DKIM"
    if mail_from is None and not any(record.status.is_in_place for record in product.dns.spf):
        yield "SPF"
    if not any(_is_policy(record, domain) for record in product.dns.dmarc):
        yield "a DMARC record that can be read"
    is_aligned = mail_from is not None and registrable(mail_from.domain) == domain
    if dkim and dkim.domain and registrable(dkim.domain) != domain and not is_aligned:
        yield f"alignment (DKIM signs for {dkim.domain})"


def _is_policy(record: DnsRecord, domain: str) -> bool:
    belongs = record.name is None or record.name.endswith(domain)
    return bool(record.status.is_in_place and belongs and record.value and dmarc_policy(record.value))
