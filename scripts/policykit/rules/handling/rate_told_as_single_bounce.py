"""A rate and a single bounce are mixed into one sentence.

A hard bounce happens to one address; a bounce rate of some per cent happens to an account. "Hard bounces (>5% bounce rate)
trigger account suspension" says neither what happens to the address nor whose account is meant (AWS-03).

Wrong:
    handling: {bounce_hard: {action: "Hard bounces (>5% bounce rate) lead to an investigation."}}
    ---
    handling: {monitoring: {action: A bounce rate above the threshold triggers an automatic account suspension.}}
Right:
    handling: {bounce_hard: {action: "A hard bounce suppresses the address. At a bounce rate of 4% we stop the stream."}}
Silent:
    handling: {monitoring: {action: "A hard bounce rate above 4% stops the stream."}}
    ---
    handling: {monitoring: {action: "Hard bounces above 4% of all mail stop the stream."}}
    ---
    handling: {abuse_limit: {action: A bounce rate above 4% leads to a suspension of the user's account.}}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed, english
from policykit.readiness.statements import Wording, quotations
from policykit.rules import Context, Found, ProductView, Words
from policykit.rules.lib.each_text import first_found

severity = "warning"
covers = ("BNC-05",)
question = "bounces"
sources = ("AWS-03",)

RATE_AS_KIND = re.compile(
    r"\b(?:hard|soft)[- ]bounces?\s*\(?\s*(?:[>≥]=?|above|over|more than|exceeding|über|mehr als)\s*\d+(?:[.,]\d+)?\s*"
    r"(?:%|per ?cent|Prozent)(?!\s*(?:of|der|aller)\b)",
    re.I,
)
SUSPENSION = re.compile(r"\baccount suspension\b|\bthe account is (?:automatically )?suspended\b", re.I)
OWNER = re.compile(r"\b(?:AWS|Amazon|users?|customers?|tenants?|our)\b", re.I)


def find(words: Words) -> Iterator[Found]:
    """A percentage as the meaning of a hard bounce, or a suspended account that is nobody's."""
    if "ounce" not in words.text:
        return
    if match := RATE_AS_KIND.search(words.text):
        fix = "write two sentences: what one hard bounce does to the address, and what happens at which rate"
        yield Found(words.path, f'"{match[0]}" explains a single bounce by a rate', fix)
    elif match := affirmed(SUSPENSION, words.text, unless=OWNER):
        fix = "say what is stopped, by whom: the stream, the user's account, or all sending"
        yield Found(words.path, f'"{match[0]}": whose account, and who suspends it, is not stated', fix)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The texts of all mechanisms, promises among them; the source's own words where these say nothing of the kind."""
    texts = (
        Wording(f"handling.{name}.{part}", "", english(getattr(mechanism, part)))
        for name, mechanism in product.handling.named.items()
        for part in ("mechanism", "action", "planned")
    )
    yield from first_found(find, texts, quotations(product, "handling"))
