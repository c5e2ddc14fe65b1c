"""Opens or clicks are tracked, and the table of data does not say so.

A tracking pixel or a rewritten link tells who read what, and when. In Germany it raises questions of consent; mail about an
account does without (EU-2).

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

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed, english
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("DAT-07",)
sources = ("EU-2",)

TRACKING = re.compile(
    r"\b(?:opens?|clicks?)(?:[- ](?:and|or)[- ](?:opens?|clicks?))?[- ](?:rates?|tracking|events?)\b|\bopen and click rates?\b"
    r"|\btrack\w*\b[^.;]{0,20}\b(?:opens|clicks)\b|\btracking pixels?\b",
    re.I,
)
DECLARED = re.compile(r"\b(?:open\w*|click\w*|tracking)\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first claim in place that tells of tracking, where no kind of data does."""
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
