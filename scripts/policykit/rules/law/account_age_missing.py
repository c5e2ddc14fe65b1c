"""The product is about or for minors, but from which age one may hold an account is not stated.

A reviewer wants to know whether children get the mail. The privacy commissioner of Hong Kong asks the same of whoever serves
minors (HK-5).

Wrong:
    audience: {minors: users}
    ---
    audience: {minors: subject_only}
    ---
    audience: {minors: (leave out), who: parents who book courses for their children}
Right:
    audience: {minors: subject_only, min_age: 18}
    ---
    audience: {minors: none, who: parents who book courses for their children}
Silent:
    audience: {minors: (leave out), who: adult members of driving schools}
    ---
    audience: {minors: (leave out), min_age: 18, who: parents who book courses for their children}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import signs, texts_with
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("KID-01",)
question = "lists"
sources = ("HK-5",)

WHERE = ("summary", "purpose[", "audience.who", "audience.relationship")
SIGNS = signs("child children kids minors teenagers pupils toddlers")
CHILDREN = re.compile(r"\b(?:child|children|kids|minors|teenagers|pupils|toddlers)\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """No youngest age where minors use the product or are its subject, or where its texts speak of children."""
    minors = product.audience.minors
    if product.audience.min_age is not None or minors == "none":
        return
    if minors is None:
        texts = (words.text for words in texts_with(product, SIGNS) if words.language == "en" and words.path.startswith(WHERE))
        match = next((found for text in texts if (found := CHILDREN.search(text))), None)
        if match is None:
            return
        reason = f'the texts speak of "{match[0]}"'
        path = "audience.minors"
    else:
        reason = "minors use the product" if minors == "users" else "the product is about minors"
        path = "audience.min_age"
    message = f"{reason}, but who may hold an account is not stated"
    fix = "say in `minors:` whether minors hold accounts and in `min_age:` from which age, such as 18"
    yield Found(path, message, fix)
