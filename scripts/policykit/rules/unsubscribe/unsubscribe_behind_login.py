"""Unsubscribing asks for a login.

People who do not remember their password press the spam button instead. Yahoo asks for one page, and the American rules for
nothing beyond the address; a signed link needs no login (Y-1, US-2).

Wrong:
    handling: {unsubscribe: {mechanism: The link opens the settings after signing in.}}
    ---
    handling: {unsubscribe: {mechanism: Users can switch it off in their account settings.}}
    streams: [{}, {unsubscribe: {body_link: (leave out), header_one_click: (leave out)}}, (leave out)]
Right:
    handling: {unsubscribe: {mechanism: A signed link in the mail opens one page.}}
Silent:
    handling: {unsubscribe: {mechanism: The link works without signing in.}}
    ---
    handling: {unsubscribe: {mechanism: "Each mail holds a link; users can also switch it off in their account settings."}}
    ---
    handling: {unsubscribe: {mechanism: Users can switch it off in their account settings.}}
    streams: [{}, (leave out), (leave out)]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed
from policykit.readiness.statements import mechanism_wordings
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("UNS-08",)
question = "unsubscribes"
sources = ("Y-1", "US-2")

LOGIN = re.compile(
    r"\b(?:after|by|on|upon|requires?|needs?|must|have to|has to) (?:a |an |the |first )?(?:log|logging|sign|signing)[ -]?in\b"
    r"|\b(?:must|have to|has to|need to|needs to) (?:be )?(?:logged|signed|log|sign)[ -]in\b|\blogged[- ]in users\b",
    re.I,
)
SETTINGS = re.compile(
    r"\bin (?:the|their|his or her|your)?\s*(?:account|profile|user|notification)?\s*(?:settings|profile)\b", re.I
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """A way that needs a login, where some mail can be stopped; settings only where no mail holds a link or header."""
    offers = [item.unsubscribe for item in product.streams if item.unsubscribe.offered]
    if not offers:
        return
    has_link = any(offer.body_link or offer.header_one_click for offer in offers)
    for item in mechanism_wordings(product, "unsubscribe"):
        match = affirmed(LOGIN, item.text) or (None if has_link else affirmed(SETTINGS, item.text))
        if match:
            message = f'"{match[0]}": a recipient has to sign in before mail stops'
            yield Found(item.path, message, "offer a signed link that opens one page and asks for nothing more")
            return
