"""Kinds of data."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed, english
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.markets import asked_by, is_at_home

ASKED_BY = {"EEA": "GDPR art. 5(1)(e)", "GB": "UK GDPR art. 5(1)(e)", "CH": "DSG art. 6(4)", "HK": "PDPO, principle 2"}


@rule("error", covers=["DAT-01"], sources=["EU-1", "CH-2", "HK-4"])
def data_kind_without_days(product: ProductView) -> Iterator[Found]:
    """A kind of personal data is kept, but not said to be deleted at any time.

    Data may be kept as long as its purpose needs it. A number of days, or the event that ends it, shows that somebody has
    decided (EU-1, CH-2, HK-4).

    Wrong:
        data: {kinds: [{days: (leave out), deletion: (leave out)}]}
    Right:
        data: {kinds: [{days: (leave out), deletion: It is deleted with the account.}]}
        ---
        data: {kinds: [{days: 30, deletion: (leave out)}]}
        ---
        markets: [US]
        data: {kinds: [{days: (leave out), deletion: (leave out)}]}
    """
    # Each kind with neither days nor a way of deletion, where no market is stated or a text asks for it.
    if product.markets and not asked_by(product, ASKED_BY):
        return
    for index, kind in enumerate(product.data.kinds):
        if kind.days is None and kind.deletion is None:
            message = f'when "{english(kind.what)}" is deleted is not stated'
            yield Found(f"data.kinds[{index}].days", message, "give `days:`, or in `deletion:` the event that ends it")


@rule("warning", covers=["DAT-02"], sources=["EU-1"])
def data_kind_without_purpose(product: ProductView) -> Iterator[Found]:
    """A kind of personal data is kept, but not what for.

    Data that serves nothing should not be there. If no stream and no check needs it, delete it; else say what it serves (EU-1).

    Wrong:
        data: {kinds: [{purpose: (leave out)}]}
    Right:
        data: {kinds: [{purpose: It receives codes and invitations.}]}
        ---
        markets: [CH]
        data: {kinds: [{purpose: (leave out)}]}
    """
    # Each kind without a purpose; where Swiss law is concerned, a rule on law asks for it (swiss-information-missing).
    if "CH" in product.markets or is_at_home(product, "CH"):
        return
    for index, kind in enumerate(product.data.kinds):
        if kind.purpose is None:
            message = f'what "{english(kind.what)}" is kept for is not stated'
            fix = "state the purpose, such as the stream that uses it; or stop keeping it"
            yield Found(f"data.kinds[{index}].purpose", message, fix)


@rule(
    "warning",
    covers=["DAT-01"],
    sources=["EU-1", "CH-2", "HK-4"],
    severity_because=(
        "AWS does not ask for the table, and a request is answered without it; the entry's error is the law's question."
    ),
)
def data_kinds_missing(product: ProductView) -> Iterator[Found]:
    """Which personal data is kept, and for how long, is not stated at all.

    Addresses, sending events and logs are personal data. A table of them answers the privacy policy, the record of processing
    and a reviewer at once (EU-1, CH-2, HK-4).

    Wrong:
        data: {kinds: (leave out)}
        ---
        markets: (leave out)
        data: (leave out)
    Right:
        data: {kinds: [{days: 365}]}
        ---
        markets: [US]
        data: {kinds: (leave out)}
    """
    # No table of data, where no market is stated or the text of one asks for periods.
    texts = asked_by(product, ASKED_BY)
    if not product.data.kinds and (texts or not product.markets):
        wanted = f"; periods are asked for by {texts}" if texts else ""
        fix = "list them in `data.kinds`: at least addresses, sending events and logs, each with store, days and deletion"
        yield Found("data.kinds", f"which data is kept, and how long, is not stated{wanted}", fix)


STORE = re.compile(
    r"\b(?:S3|DynamoDB|CloudWatch Logs|OpenSearch|Redshift|Timestream|RDS|Aurora|PostgreSQL|MySQL|MongoDB)\b", re.I
)
EVENTS = re.compile(r"\b(?:logs?|events?|bounce\w*|complaint\w*|suppress\w*|archiv\w*|addresses)\b", re.I)
FIX = "name the store with its kind in `data.kinds`, or add the kind, with its Region and days"


@rule("warning", covers=["DAT-04"], sources=["AWS-21"])
def event_store_not_listed(product: ProductView) -> Iterator[Found]:
    """A store holds sending events or suppressed addresses, and the table of data does not list it.

    Each event of SES holds the address of its recipient; logs, archives and suppression tables are personal data like the
    accounts (AWS-21).

    Wrong:
        infrastructure: {archive: {service: Amazon S3, role: It stores the audit logs.}}
        ---
        suppression: {app_store: PostgreSQL}
        ---
        data: {kinds: [{}, (leave out)]}
    Right:
        infrastructure: {archive: {service: Amazon DynamoDB, role: It keeps bounce events.}}
        ---
        infrastructure: {archive: {service: Amazon S3, role: It stores the audit logs.}}
        data: {kinds: (leave out)}
    Silent:
        infrastructure: {site: {service: Amazon S3, role: It holds the pictures of the website.}}
        ---
        infrastructure: {alarms: {service: Amazon CloudWatch, role: It watches the bounce rate.}}
    """
    # Each such store that no kind of data names; without a table of data another rule speaks.
    kinds = product.data.kinds
    if not kinds:
        return
    listed = " | ".join(kind.store or "" for kind in kinds).lower()
    told = set()
    for name, part in product.infrastructure.items():
        match = STORE.search(part.service)
        if match and match[0].lower() not in listed and EVENTS.search(f"{part.service} {english(part.role)}"):
            told.add(match[0].lower())
            message = f"{part.service} keeps events or addresses, and no kind of data is stated with this store"
            yield Found(f"infrastructure.{name}", message, FIX)
    own = product.suppression.app_store
    if own and own.lower() not in listed and not any(word in own.lower() for word in (*told, *_stores(listed))):
        message = f"suppressed addresses are kept in {own}, and no kind of data is stated with this store"
        yield Found("suppression.app_store", message, FIX)


def _stores(listed: str) -> list[str]:
    return [match[0] for match in STORE.finditer(listed)]


TRACKING = re.compile(
    r"\b(?:opens?|clicks?)(?:[- ](?:and|or)[- ](?:opens?|clicks?))?[- ](?:rates?|tracking|events?)\b|\bopen and click rates?\b"
    r"|\btrack\w*\b[^.;]{0,20}\b(?:opens|clicks)\b|\btracking pixels?\b",
    re.I,
)
DECLARED = re.compile(r"\b(?:open\w*|click\w*|tracking)\b", re.I)


@rule("note", covers=["DAT-07"], sources=["EU-2"])
def tracking_not_declared(product: ProductView) -> Iterator[Found]:
    """Opens or clicks are tracked, and the table of data does not say so.

    A tracking pixel or a rewritten link tells who read what, and when. In the EU, storing something on a reader's device or
    reading it from there takes consent, unless what the reader asked for needs it (EU-2); mail about an account does without.

    Wrong:
        monitoring: {reports: [{status: implemented, text: A report shows open rates and click rates.}]}
        ---
        sending: [{text: The configuration set publishes open and click events.}]
    Right:
        data: {kinds: [{}, {}, {what: clicks on links, days: 30}]}
        monitoring: {reports: [{status: implemented, text: A report shows open rates and click rates.}]}
    Silent:
        sending: [{text: The configuration set uses no open or click tracking.}]
        ---
        sending: [{text: The singer clicks the link and opens the page.}]
        ---
        monitoring: {reports: [{status: planned, text: A report shows open rates and click rates.}]}
    """
    # The first claim in place that tells of tracking, where no kind of data does.
    claims = {
        "sending": product.sending,
        "content": product.content,
        "monitoring.reports": product.monitoring.reports,
        "lists.hygiene": product.lists.hygiene,
    }
    for field, items in claims.items():
        for index, claim in enumerate(items):
            if claim.status.is_in_place and (match := affirmed(TRACKING, english(claim.text))):
                kinds = " ".join(f"{english(kind.what)} {english(kind.purpose)}" for kind in product.data.kinds)
                if not DECLARED.search(kinds):
                    message = f'"{match[0]}", but no kind of data names opens or clicks'
                    fix = "turn it off for mail about an account, or add it to `data.kinds` and to the privacy policy"
                    yield Found(f"{field}[{index}].text", message, fix)
                return
