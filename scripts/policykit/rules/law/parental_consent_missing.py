"""Children under 13 in the United States may hold an account, but how a parent agrees is not stated.

The COPPA Rule asks for the verifiable consent of a parent before data of a child under 13 is collected, and since 22 April 2026
for a written retention policy (US-4).

Wrong:
    markets: [US]
    audience: {minors: users, min_age: 10}
Right:
    markets: [US]
    audience: {minors: users, min_age: 13}
    ---
    markets: [US]
    audience: {minors: users, min_age: 10, parental_consent: A parent agrees by a card payment before the account opens.}
    ---
    markets: [IE]
    audience: {minors: users, min_age: 10}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("KID-02",)
question = "lists"
sources = ("US-4",)

AGE = 13
"""The age of 16 CFR 312: a child is younger than this."""


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """A stated age below 13 without a way for a parent to agree; an age that is not stated is another rule's matter."""
    audience = product.audience
    if "US" not in product.markets or audience.minors != "users" or audience.parental_consent:
        return
    if audience.min_age is not None and audience.min_age < AGE:
        message = (
            f"accounts are open from {audience.min_age} years; how a parent agrees, as 16 CFR 312 (US) asks, is not stated"
        )
        fix = f"open accounts from {AGE} years, or state in `parental_consent:` how a parent agrees first"
        yield Found("audience.parental_consent", message, fix)
