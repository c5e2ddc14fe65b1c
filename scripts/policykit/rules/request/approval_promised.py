"""A text promises that AWS approves the request.

AWS decides, looks at more than the text, and refuses without giving reasons. A promise of approval is one nobody can keep
(AWS-24).

Wrong:
    commitments: [With this reply, approval is guaranteed.]
    ---
    checklist: [{list: send-reply, text: The request is approved on the first try.}]
    ---
    checklist: [{list: send-reply, text: {en: Send the reply., de: Mit dieser Antwort ist die Bewilligung garantiert.}}]
Right:
    checklist: [{list: send-reply, text: AWS decides; no text can promise the approval.}]
Silent:
    commitments: [Approval is not guaranteed.]
    ---
    justification: {reasons: [Delivery within one minute is guaranteed by the queue.]}
    ---
    checklist: [{list: after-approval, text: "Once AWS has approved the request, raise the volume slowly."}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import is_denied
from policykit.rules import Context, Found, ProductView, Words
from policykit.rules.lib.each_text import once_a_path

severity = "warning"
covers = ("SES-07",)
sources = ("AWS-24",)

PROMISE = {
    "en": re.compile(
        r"\bguarantee\w*\b[^.]{0,30}\b(?:approv\w+|production access|grant)|\b(?:approv\w+|production access)\b[^.]{0,30}"
        r"\b(?:guaranteed|certain|assured|for sure)\b"
        r"|\b(?:approved|granted)\b[^.]{0,20}\b(?:on|at) (?:the )?first (?:try|attempt)"
        r"|\bAWS will (?:approve|grant)\b",
        re.I,
    ),
    "de": re.compile(
        r"\b(?:Bewilligung|Produktionszugriff|Genehmigung)\b[^.]{0,30}\bgarantiert\b|\bgarantiert\w*\b[^.]{0,30}"
        r"\b(?:Bewilligung|Produktionszugriff|Genehmigung)|\bbeim ersten (?:Versuch|Anlauf) (?:bewilligt|genehmigt)",
        re.I,
    ),
}
PARTS = ("arant", "ertain", "ssured", "for sure", " first ", " ersten ", "AWS will")
"""Each promise holds one of them; most texts hold none."""


def find(words: Words) -> Iterator[Found]:
    """The first promise of a text."""
    pattern = PROMISE.get(words.language) if any(part in words.text for part in PARTS) else None
    match = pattern.search(words.text) if pattern else None
    if match and not is_denied(words.text, match):
        fix = "say what you have done; leave the decision to AWS"
        yield Found(words.path, f'an approval is promised: "{match[0]}"', fix)


_in_each = once_a_path(find)


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """Each text once, where any text holds part of such a promise."""
    whole = "\n".join(words.text for words in product.words)
    if any(part in whole for part in PARTS):
        yield from _in_each(product, context)
