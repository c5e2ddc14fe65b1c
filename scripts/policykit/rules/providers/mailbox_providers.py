"""Mailbox providers."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from policykit.model.identities import DnsRecord
from policykit.readiness.domains import registrable
from policykit.readiness.sentences import affirmed
from policykit.rules import Context, Found, ProductView, Words, rule, text_rule
from policykit.rules.lib.dns_records import dmarc_policy

NEAR = Decimal("0.8")
"""Our own: from this share of the threshold on, authentication has to be ready, because Gmail's status is permanent."""


@rule("warning", question="identity", covers=["MBX-01", "MBX-02"], sources=["G-1", "G-2", "M-1", "Y-1"])
def bulk_sender_unprepared(product: ProductView, context: Context) -> Iterator[Found]:
    """The volume nears that of a bulk sender, and the authentication then demanded is not in place.

    Gmail and Microsoft count the mail of a domain in a day; who once comes near their number is a bulk sender, at Gmail for
    good. Then they demand SPF, DKIM and a DMARC record, with one of the first two aligned to the sender, and refuse mail
    without (G-1, G-2, M-1, Y-1). They count by provider; the figures here count all recipients together.

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
    # Each sending domain whose busiest day comes near the threshold, with what it lacks.
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


@rule("warning", question="identity", covers=["MBX-05"], sources=["G-3", "A-1", "AWS-05"])
def marketing_shares_sender(product: ProductView) -> Iterator[Found]:
    """Marketing and service mail come from the same address.

    What people mark as spam harms the address it comes from. Google asks for different addresses by purpose, Apple for separate
    streams, AWS for subdomains; a sign-in code should not suffer from a newsletter (G-3, A-1, AWS-05).

    Wrong:
        streams: [{}, {}, {from: plans@lantern.example.com}]
    Right:
        streams: [{}, {}, {from: news@lantern.example.com}]
        ---
        streams: [{from: plans@lantern.example.com}, {}]
    """
    # Each marketing stream whose address another kind of mail uses too.
    if not product.marketing:
        return
    others = {item.from_.lower(): item.id for item in reversed(product.streams) if item.from_ and item.class_ != "marketing"}
    for path, stream in product.marketing:
        if stream.from_ and (other := others.get(stream.from_.lower())):
            message = f"marketing is sent from {stream.from_}, as `{other}` is"
            yield Found(f"{path}.from", message, "send marketing from an address, or better a subdomain, of its own")


@rule("warning", question="complaints", covers=["MBX-03"], sources=["G-1", "G-2", "Y-1"])
def spam_rate_target_missing(product: ProductView, context: Context) -> Iterator[Found]:
    """Marketing mail goes out, and no complaint rate to stay below is stated.

    Marketing is what people mark as spam. Gmail and Yahoo name a rate that a sender has to stay below; a product that sends it
    should name its own (G-1, G-2, Y-1).

    Wrong:
        monitoring: {targets: ["(only)", {metric: bounce_rate, below: 2}]}
        ---
        monitoring: {targets: (leave out)}
    Right:
        monitoring: {targets: [{}, {metric: complaint_rate, below: 0.1}]}
        ---
        monitoring: {targets: (leave out)}
        streams: [{}, {}, (leave out)]
    """
    # A product with marketing and no target for the complaint rate.
    if product.marketing and all(target.metric != "complaint_rate" for target in product.monitoring.targets):
        message = (
            f"no complaint rate to stay below is stated; Gmail wants senders never to reach {context.number('spam-rate')}%"
        )
        fix = f"add a target for complaint_rate, below {context.number('complaint-review')}%"
        yield Found("monitoring.targets", message, fix)


@rule("warning", question="complaints", covers=["MBX-03"], sources=["G-1", "G-2", "Y-1"])
def spam_rate_target_too_high(product: ProductView, context: Context) -> Iterator[Found]:
    """The complaint rate that the product aims for is one at which Gmail already refuses help.

    Gmail names a spam rate that a sender must never reach; above it mail goes to the spam folder, and no request for help is
    taken until a week went better. Yahoo asks for the same. A target has to stay well below (G-1, G-2, Y-1).

    Wrong:
        monitoring: {targets: [{}, {below: 0.3}]}
        ---
        monitoring: {targets: [{}, {below: 0.5}]}
    Right:
        monitoring: {targets: [{}, {below: 0.1}]}
        ---
        monitoring: {targets: [{below: 2}]}
    """
    # Each target for the complaint rate that is not below Gmail's limit.
    limit = context.number("spam-rate")
    for index, target in enumerate(product.monitoring.targets):
        if target.metric == "complaint_rate" and target.below >= limit:
            message = f"the target is below {target.below}%, Gmail wants senders never to reach {limit}%"
            fix = f"aim for less than {context.number('complaint-review')}%, from which AWS reviews an account too"
            yield Found(f"monitoring.targets[{index}].below", message, fix)


_NUMBER = (
    r"(?:thresholds?|feedback[- ]loops?|(?:complaint|spam|bounce)[- ]rates?"
    r"|Schwellenwerte?\w?|Feedback-?schleifen?|\w*beschwerderate)"
)
CLAIM = re.compile(rf"\b(?:Apple|iCloud)\b.*?\b{_NUMBER}\b|\b{_NUMBER}\b.*?\b(?:Apple|iCloud)\b", re.I)


@text_rule("note", question="complaints", covers=["MBX-06"], sources=["A-1"])
def apple_threshold_claimed(words: Words) -> Iterator[Found]:
    """A text names a threshold or a feedback loop of Apple's.

    Apple publishes neither for iCloud Mail: no rate, no volume, no feedback loop. A number with its name is made up or another
    provider's (A-1).

    Wrong:
        commitments: [We stay below the 0.1% complaint threshold of Apple.]
        ---
        handling: {complaint: {mechanism: Complaints come through the iCloud feedback loop.}}
        ---
        monitoring:
          reports: [{status: implemented, text: {en: A report shows it.,
            de: Ein Bericht zeigt die Feedbackschleife von Apple.}}]
    Right:
        commitments: [We send wanted mail, as Apple asks.]
    Silent:
        commitments: [Apple publishes no threshold and no feedback loop.]
        ---
        content: [{text: Members who pay by Apple Pay get 5% off.}]
        ---
        audience: {relationship: "Singers use the app for Apple phones. Below 0.1% of them complain."}
    """
    # A sentence with Apple's name and something Apple does not publish.
    if ("Apple" in words.text or "iCloud" in words.text) and (match := affirmed(CLAIM, words.text)):
        message = f'"{match[0]}": Apple publishes no threshold and no feedback loop'
        yield Found(words.path, message, "leave Apple out, or name the provider that does publish it")


WHAT = re.compile(
    r"\b(?:one[- ]click[ -](?:unsubscri|opt)\w*|List-Unsubscribe\S*|RFC ?8058|Abmeldung mit einem Klick|Ein-Klick-Abmeldung)\b",
    re.I,
)
DUTY = re.compile(
    r"\b(?:required|mandatory|obligatory|compulsory|must|demand(?:s|ed)?|vorgeschrieben|Pflicht|erforderlich|müssen|verlangt)\b",
    re.I,
)
MAIL = re.compile(
    r"\b(?:transactional|codes?|password|resets?|confirmations?|receipts?|(?:every|each|all) (?:e-?mails?|mails?|messages?)"
    r"|Transaktions\w*|Einmalcodes?|Passwort\w*|Bestätigung\w*|jede E-Mail|alle E-Mails)\b",
    re.I,
)


@text_rule("note", question="unsubscribes", covers=["MBX-04"], sources=["G-2", "G-3"])
def one_click_called_mandatory(words: Words) -> Iterator[Found]:
    """A text calls one-click unsubscribe mandatory for mail that Google leaves out of it.

    Google asks for it in marketing and subscribed mail of bulk senders, and names password resets, reservation confirmations
    and similar mail as excluded. Who says otherwise shows that the page was not read (G-2, G-3).

    Wrong:
        commitments: [One-click unsubscribe is required for every transactional email.]
        ---
        content: [{text: Password resets must carry the List-Unsubscribe header.}]
    Right:
        commitments: [One-click unsubscribe is required for the newsletter.]
    Silent:
        commitments: [One-click unsubscribe is not required for sign-in codes.]
        ---
        content: [{text: Reminders carry a one-click unsubscribe header.}]
        ---
        content: [{text: A one-click link confirms the address. A code is required.}]
    """
    # A sentence with the header, the duty and mail that is excluded.
    text = words.text
    if not ("lick" in text or "List-Unsub" in text or "8058" in text):
        return  # cheaper than the patterns
    match = affirmed(WHAT, text)
    if match and DUTY.search(match.string) and MAIL.search(match.string):
        message = f'"{match[0]}" is called mandatory for mail that Google leaves out of it'
        yield Found(words.path, message, "limit the sentence to marketing and subscribed mail")
