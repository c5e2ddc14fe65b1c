"""Mailbox providers."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from policykit.model.identities import DnsRecord, DomainIdentity
from policykit.readiness.dns_records import dmarc_policy
from policykit.readiness.domains import registrable
from policykit.readiness.sentences import affirmed
from policykit.rules import Context, Found, ProductView, Words, rule, text_rule
from policykit.rules.lib.quotations import quoted

NEAR = Decimal("0.8")
"""Our choice: from this share of the threshold on, authentication must be ready, because Gmail's status is permanent."""


@rule("warning", question="identity", covers=["MBX-01", "MBX-02"], sources=["G-1", "G-2", "M-1", "Y-1"])
def bulk_sender_unprepared(product: ProductView, context: Context) -> Iterator[Found]:
    """Your volume nears that of a bulk sender, but the authentication that bulk senders need is not in place.

    Gmail and Microsoft count the emails of a domain per day. Close to their number you are a bulk sender, at Gmail for good.
    They then refuse email without SPF, DKIM and a DMARC record, and one of the first two must match the sender's domain. Each
    provider counts its own recipients; the figures here count all recipients together.

    Fix: Set up what is missing before your volume grows, and enter the DNS records.

    Wrong:
        volume: {figures: [{kind: forecast, per: day, max: 10000}]}
        dns: {dmarc: [{status: planned}]}
        ---
        volume: {figures: [{max: 10000}]}
        dns: {dmarc: [{value: (leave out)}]}
        ---
        volume: {figures: [{}, {}, {kind: forecast, per: day, max: 4500, months_ahead: 6}]}
        identities: {domains: [{dkim: {status: planned}}]}
        ---
        streams: [{}, {volume: {max_day: 4200}}]
        identities: {domains: [{dkim: {domain: mail.other.example}, mail_from: (leave out)}]}
    Right:
        volume: {figures: [{kind: forecast, per: day, max: 10000}]}
        dns:
          dmarc:
            - status: implemented
              name: _dmarc.lantern.example.com
              value: "v=DMARC1; p=none; rua=mailto:dmarc@lantern.example.com"
        ---
        dns: {dmarc: (leave out)}
    """
    limit = context.number("bulk-sender")
    for domain, peak in _busiest_days(product).items():
        if peak < limit * NEAR:
            continue
        identity = next(
            (i for i in product.identities.domains if i.status.is_in_place and registrable(i.domain) == domain), None
        )
        if (missing := list(_lacking(product, domain, identity))) or identity is None:
            yield Found(
                "identities.domains",
                "{domain} sends up to {peak} emails per day, and {limit} to one provider make a bulk sender. "
                "The file has no complete record for {missing}."
                if identity
                else "{domain} sends up to {peak} emails per day, and {limit} to one provider make a bulk sender. "
                "The domain is not verified, and the file has no complete record for {missing}."
                if missing
                else "{domain} sends up to {peak} emails per day, and {limit} to one provider make a bulk sender. "
                "The domain is not verified.",
                domain=domain,
                peak=peak,
                limit=limit,
                missing=missing,
            )


def _busiest_days(product: ProductView) -> dict[str, int]:
    """Return the busiest day of each sending domain; figures for all streams count if one domain sends everything."""
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


def _lacking(product: ProductView, domain: str, identity: DomainIdentity | None) -> Iterator[str]:
    """Yield what a bulk sender needs and the data does not show, in words that every language has."""
    dkim = identity.dkim if identity and identity.dkim and identity.dkim.status.is_in_place else None
    mail_from = identity.mail_from if identity and identity.mail_from and identity.mail_from.status.is_in_place else None
    if identity and dkim is None:
        yield "DKIM"
    if mail_from is None and not any(record.status.is_in_place for record in product.dns.spf):
        yield "SPF"
    if not any(_is_policy(record, domain) for record in product.dns.dmarc):
        yield "DMARC"
    is_aligned = mail_from is not None and registrable(mail_from.domain) == domain
    if dkim and dkim.domain and registrable(dkim.domain) != domain and not is_aligned:
        yield f"DMARC alignment (DKIM: {dkim.domain})"


def _is_policy(record: DnsRecord, domain: str) -> bool:
    belongs = record.name is None or record.name.endswith(domain)
    return bool(record.status.is_in_place and belongs and record.value and dmarc_policy(record.value))


@rule(
    "note",
    question="identity",
    covers=["MBX-05"],
    sources=["G-3", "A-1", "AWS-05"],
    severity_because="Separate addresses are advice of AWS and the providers; AWS refuses nothing for it.",
)
def marketing_shares_sender(product: ProductView) -> Iterator[Found]:
    """Marketing and service emails come from the same address.

    Spam reports about a newsletter harm the address it comes from, and then sign-in codes suffer too. Google advises different
    addresses for each purpose, and AWS a subdomain for each.

    Fix: Send marketing from its own address or, better, its own subdomain.

    Wrong:
        streams:
          - {id: concert-news, class: marketing, from: plans@lantern.example.com}
    Right:
        streams:
          - {id: concert-news, class: marketing, from: news@lantern.example.com}
        ---
        streams: [{from: plans@lantern.example.com}, {}]
    """
    if not product.marketing:
        return
    others = {item.from_.lower(): item.id for item in reversed(product.streams) if item.from_ and item.class_ != "marketing"}
    for path, stream in product.marketing:
        if stream.from_ and (other := others.get(stream.from_.lower())):
            yield Found(
                f"{path}.from",
                "The marketing stream `{stream}` is sent from {address}, and so is `{other}`.",
                stream=stream.id,
                address=stream.from_,
                other=other,
            )


@rule(
    "warning",
    question="complaints",
    covers=["MBX-03"],
    sources=["G-1", "G-2", "Y-1"],
    asks="Target for the complaint rate",
)
def spam_rate_target_missing(product: ProductView, context: Context) -> Iterator[Found]:
    """You send marketing, and the file has no target for the complaint rate.

    People mark marketing as spam more often than anything else. AWS asks how you handle complaints, and Gmail and Yahoo name a
    rate that senders must stay below.

    Fix: Add a target for `complaint_rate` to `monitoring.targets`, below the rate at which AWS reviews an account.

    Wrong:
        monitoring: {targets: []}
        ---
        monitoring: {targets: [(only), {metric: bounce_rate, below: 2}]}
    Right:
        monitoring:
          targets:
            - {metric: bounce_rate, below: 2}
            - {metric: complaint_rate, below: 0.1}
        ---
        monitoring: {targets: (leave out)}
        streams: [{}, {}, (leave out)]
    """
    if product.marketing and all(target.metric != "complaint_rate" for target in product.monitoring.targets):
        yield Found(
            "monitoring.targets",
            "You send marketing, but no target for the complaint rate is set. Gmail wants senders never to reach {limit}%.",
            "Add a target for `complaint_rate` to `monitoring.targets`, below {review}%.",
            limit=context.number("spam-rate"),
            review=context.number("complaint-review"),
        )


@rule("warning", question="complaints", covers=["MBX-03"], sources=["G-1", "G-2", "Y-1"])
def spam_rate_target_too_high(product: ProductView, context: Context) -> Iterator[Found]:
    """Your target for the complaint rate allows more than Gmail tolerates.

    Gmail names a spam rate that senders must never reach. Above it, email goes to the spam folder, and Gmail takes no request
    for help until the rate has stayed below it for a week. Yahoo asks for the same.

    Fix: Set the target well below, under the rate at which AWS reviews an account.

    Wrong:
        monitoring:
          targets:
            - {metric: bounce_rate, below: 2}
            - {metric: complaint_rate, below: 0.3}
        ---
        monitoring: {targets: [{}, {below: 0.5}]}
    Right:
        monitoring:
          targets:
            - {metric: bounce_rate, below: 2}
            - {metric: complaint_rate, below: 0.1}
        ---
        monitoring: {targets: [{below: 2}]}
    """
    limit = context.number("spam-rate")
    for index, target in enumerate(product.monitoring.targets):
        if target.metric == "complaint_rate" and target.below >= limit:
            yield Found(
                f"monitoring.targets[{index}].below",
                "Your target is below {target}%, but Gmail wants senders never to reach {limit}%.",
                "Aim for less than {review}%, the rate from which AWS reviews an account.",
                target=target.below,
                limit=limit,
                review=context.number("complaint-review"),
            )


_NUMBER = (
    r"(?:thresholds?|feedback[- ]loops?|(?:complaint|spam|bounce)[- ]rates?"
    r"|Schwellenwerte?\w?|Feedback-?schleifen?|\w*beschwerderate)"
)
CLAIM = re.compile(rf"\b(?:Apple|iCloud)\b.*?\b{_NUMBER}\b|\b{_NUMBER}\b.*?\b(?:Apple|iCloud)\b", re.I)


@text_rule("note", question="complaints", covers=["MBX-06"], sources=["A-1"])
def apple_threshold_claimed(words: Words) -> Iterator[Found]:
    """A text names a threshold or a feedback loop of Apple.

    Apple publishes neither for iCloud Mail. Such a number is made up or from another provider.

    Fix: Leave Apple out, or name the provider that publishes it.

    Wrong:
        commitments: [We stay below the 0.1% complaint threshold of Apple.]
        ---
        handling: {complaint: {mechanism: Complaints come through the iCloud feedback loop.}}
        ---
        monitoring:
          reports: [{status: implemented, text: {en: A report shows it.,
            de: Ein Bericht zeigt die Feedbackschleife von Apple.}}]
    Right:
        commitments: [We stop a stream at a complaint rate of 0.05%.]
    Silent:
        commitments: [Apple publishes no threshold and no feedback loop.]
        ---
        content: [{text: Members who pay by Apple Pay get 5% off.}]
        ---
        audience: {relationship: "Singers use the app for Apple phones. Below 0.1% of them complain."}
    """
    if ("Apple" in words.text or "iCloud" in words.text) and (match := affirmed(CLAIM, words.text)):
        yield Found(words.path, "Apple publishes no threshold and no feedback loop: {words}.", words=quoted([match[0]]))


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
    """A text calls one-click unsubscribe mandatory for emails that Google exempts.

    Google requires it for marketing and subscribed email of bulk senders, and exempts password resets, reservation
    confirmations and the like. One wrong statement makes a reviewer doubt the others.

    Fix: Limit the sentence to marketing and subscribed email.

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
    text = words.text
    if not ("lick" in text or "List-Unsub" in text or "8058" in text):
        return  # a fast test before the patterns
    match = affirmed(WHAT, text)
    if match and DUTY.search(match.string) and MAIL.search(match.string):
        yield Found(
            words.path, "The text calls this mandatory for emails that Google exempts: {words}.", words=quoted([match[0]])
        )
