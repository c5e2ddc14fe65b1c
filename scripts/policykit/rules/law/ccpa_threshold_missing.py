"""A text claims the CCPA, but not why it would apply.

The CCPA applies to a business that passes one of three thresholds (US-5); most small companies pass none. California's rule on
privacy policies (CalOPPA) has no threshold, so a published policy is the better thing to name (US-6).

Wrong:
    markets: [US]
    laws: [{name: CCPA, claim: Personal data is handled according to the CCPA.}]
    ---
    markets: [US]
    commitments: [We follow the CCPA.]
Right:
    markets: [US]
    laws: [{name: CCPA, claim: "We hold data of more than 100,000 consumers, so the CCPA applies."}]
    ---
    markets: [IE]
    laws: [{name: CCPA, claim: Personal data is handled according to the CCPA.}]
Silent:
    markets: [US]
    commitments: ["The CCPA does not apply, because our revenue is below its threshold."]
    ---
    markets: [US]
    commitments: [We follow our privacy policy.]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english, signs, texts_with
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("US-04",)
sources = ("US-5", "US-6")

THRESHOLDS = (
    "26,625,000 USD of revenue a year, 100,000 consumers or households, or half of the revenue from selling or sharing data"
)
"""As of 1 January 2025; California adjusts the first number every second January."""
SIGNS = signs("ccpa cpra")
NAMED = re.compile(r"\b(?:CCPA|CPRA)\b")
REASON = re.compile(r"\b(?:revenue|consumers|households|thresholds?|does not apply|sell(?:s|ing)?|shar(?:e|es|ing))\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The law as the product names it, or else each text that mentions it; elsewhere than in the US another rule asks."""
    if "US" not in product.markets:
        return
    message = f"the CCPA is named, but not which threshold is passed: {THRESHOLDS}"
    fix = "say which threshold is passed, or leave the CCPA out and link the privacy policy"
    for index, law in enumerate(product.laws):
        if NAMED.search(english(law.name)):
            if not (law.claim and REASON.search(english(law.claim))):
                yield Found(f"laws[{index}].name", message, fix)
            return
    for words in texts_with(product, SIGNS):
        if words.language == "en" and NAMED.search(words.text) and not REASON.search(words.text):
            yield Found(words.path, message, fix)
