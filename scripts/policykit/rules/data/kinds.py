"""Kinds of data."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed, english
from policykit.rules import Found, ProductView, rule

STORE = re.compile(
    r"\b(?:S3|DynamoDB|CloudWatch Logs|OpenSearch|Redshift|Timestream|RDS|Aurora|PostgreSQL|MySQL|MongoDB)\b", re.I
)
EVENTS = re.compile(r"\b(?:logs?|events?|bounce\w*|complaint\w*|suppress\w*|archiv\w*|addresses)\b", re.I)


@rule(
    "note",
    covers=["DAT-04"],
    sources=["AWS-21"],
    asks="Stores of sending events",
    severity_because="AWS explains how to delete this data, and does not ask where you list it.",
)
def event_store_not_listed(product: ProductView) -> Iterator[Found]:
    """A store contains sending events or suppressed addresses, but your list of data leaves it out.

    Each SES event contains the recipient's address. Logs, archives and suppression tables are personal data like the accounts.

    Fix: Name the store with its data in `data.kinds`, or add the data, with purpose, Region and days.

    Wrong:
        infrastructure: {archive: {service: Amazon S3, role: It stores the audit logs.}}
        ---
        suppression: {app_store: PostgreSQL}
        ---
        data: {kinds: [{}, (leave out)]}
    Right:
        data:
          kinds:
            - what: address of the account
              purpose: It receives codes and invitations.
              store: DynamoDB
              region: eu-west-1
              days: 365
              deletion: It is deleted with the account.
            - what: sending events and audit logs
              purpose: They show bounces and complaints.
              store: Amazon S3 and CloudWatch Logs
              region: eu-west-1
              days: 30
              deletion: A lifecycle rule deletes them after 30 days.
    Silent:
        infrastructure: {archive: {service: Amazon DynamoDB, role: It keeps bounce events.}}
        ---
        infrastructure: {archive: {service: Amazon S3, role: It stores the audit logs.}}
        data: {kinds: (leave out)}
        ---
        infrastructure: {site: {service: Amazon S3, role: It holds the pictures of the website.}}
        ---
        infrastructure: {alarms: {service: Amazon CloudWatch, role: It watches the bounce rate.}}
    """
    kinds = product.data.kinds
    if not kinds:
        return  # data-kinds-missing asks
    listed = " | ".join(kind.store or "" for kind in kinds).lower()
    named = set()
    for name, part in product.infrastructure.items():
        match = STORE.search(part.service)
        if match and match[0].lower() not in listed and EVENTS.search(f"{part.service} {english(part.role)}"):
            named.add(match[0].lower())
            yield Found(
                f"infrastructure.{name}",
                "{store} contains events or addresses, but your list of data leaves this store out.",
                store=part.service,
            )
    own = product.suppression.app_store
    if own and own.lower() not in listed and not any(word in own.lower() for word in (*named, *_stores(listed))):
        yield Found(
            "suppression.app_store",
            "{store} contains suppressed addresses, but your list of data leaves this store out.",
            store=own,
        )


def _stores(listed: str) -> list[str]:
    return [match[0] for match in STORE.finditer(listed)]


TRACKING = re.compile(
    r"\b(?:opens?|clicks?)(?:[- ](?:and|or)[- ](?:opens?|clicks?))?[- ](?:rates?|tracking|events?)\b|\bopen and click rates?\b"
    r"|\btrack\w*\b[^.;]{0,20}\b(?:opens|clicks)\b|\btracking pixels?\b",
    re.I,
)
DECLARED = re.compile(r"\b(?:open\w*|click\w*|tracking)\b", re.I)


@rule("note", covers=["DAT-07"], sources=["EU-2"], asks="Open and click tracking in the list of data")
def tracking_not_declared(product: ProductView) -> Iterator[Found]:
    """You track opens or clicks, but your list of data leaves that out.

    A tracking pixel or a rewritten link shows who read what, and when. In the EU this takes consent, unless what the reader
    asked for needs it. Emails about an account do without.

    Fix: Turn tracking off for emails about an account, or add it to `data.kinds` and to your privacy policy.

    Wrong:
        monitoring: {reports: [{status: implemented, text: A report shows open rates and click rates.}]}
        ---
        sending: [{text: The configuration set publishes open and click events.}]
    Right:
        data:
          kinds:
            - what: address of the account
              purpose: It receives codes and invitations.
              store: DynamoDB
              region: eu-west-1
              days: 365
              deletion: It is deleted with the account.
            - what: sending events, opens and clicks
              purpose: They show bounces, complaints and which links readers use.
              store: CloudWatch Logs
              region: eu-west-1
              days: 30
              deletion: The log group deletes them after 30 days.
    Silent:
        sending: [{text: The configuration set uses no open or click tracking.}]
        ---
        sending: [{text: The singer clicks the link and opens the page.}]
        ---
        monitoring: {reports: [{status: planned, text: A report shows open rates and click rates.}]}
    """
    declared = " ".join(f"{english(kind.what)} {english(kind.purpose)}" for kind in product.data.kinds)
    if DECLARED.search(declared):
        return
    claims = {
        "sending": product.sending,
        "content": product.content,
        "monitoring.reports": product.monitoring.reports,
        "lists.hygiene": product.lists.hygiene,
    }
    for field, items in claims.items():
        for index, claim in enumerate(items):
            if claim.status.is_in_place and (match := affirmed(TRACKING, english(claim.text))):
                yield Found(
                    f"{field}[{index}].text",
                    'You mention "{words}", but your list of data names neither opens nor clicks.',
                    words=match[0],
                )
                return
