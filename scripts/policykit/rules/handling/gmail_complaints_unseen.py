"""The complaint rate is watched in SES alone, which sees no complaint from Gmail.

Gmail sends SES no complaint data, so the rate that SES shows leaves out what is often the largest provider. Google's
Postmaster Tools show the spam rate there, for domains with enough mail (AWS-06, G-2).

Wrong:
    monitoring: {gmail_postmaster: false}
    ---
    monitoring: {gmail_postmaster: (leave out)}
Right:
    monitoring: {gmail_postmaster: true}
    ---
    monitoring: {gmail_postmaster: (leave out), alarms: (leave out), targets: (leave out)}
    handling: {monitoring: (leave out)}
"""

from collections.abc import Iterator

from policykit.readiness.statements import mechanism_text
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("CMP-03",)
question = "complaints"
sources = ("AWS-06", "G-2")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """A product that watches its complaint rate, but not at Gmail."""
    monitoring = product.monitoring
    is_watched = (
        any(item.metric == "complaint_rate" and item.status.is_in_place for item in monitoring.alarms)
        or any(item.metric == "complaint_rate" for item in monitoring.targets)
        or "omplaint" in mechanism_text(product, "monitoring")
    )
    if is_watched and not monitoring.gmail_postmaster:
        state = "not stated" if monitoring.gmail_postmaster is None else "not watched"
        message = f"Gmail tells SES of no complaint, and its Postmaster Tools are {state}"
        fix = "register the domain in Google Postmaster Tools, and do not say that the SES rate covers all recipients"
        yield Found("monitoring.gmail_postmaster", message, fix)
