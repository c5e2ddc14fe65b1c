"""Nobody has looked at the website lately.

A reviewer opens the website. One that is down or outdated on that day loses the case, so somebody opens it before (AWS-01).

Wrong:
    website: {checked_on: 2026-09-01}
    ---
    website: {checked_on: (leave out)}
Right:
    website: {checked_on: 2026-11-20}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("WEB-03",)
sources = ("AWS-01",)

DAYS = 30
"""Our own: what was true a month ago may have changed."""


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """A look that is too old, or that is not stated."""
    website = product.website
    if not website:
        return
    fix = "open it, follow its links, and record the day in `website.checked_on:`"
    if website.checked_on is None:
        yield Found("website", "when somebody last opened the website is not stated", fix)
    elif (age := (context.today - website.checked_on).days) > DAYS:
        message = f"last opened on {website.checked_on}, {age} days ago; more than {DAYS}"
        yield Found("website.checked_on", message, fix)
