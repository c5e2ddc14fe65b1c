"""Unsubscribing relies on SES subscription management where SES adds nothing.

SES adds its unsubscribe header and link only to mail with a single recipient, and not to mail that the application signs
itself (AWS-11).

Wrong:
    handling: {unsubscribe: {mechanism: SES subscription management adds the unsubscribe link.}}
    sending: [{text: One message goes to several recipients in Bcc.}]
    ---
    handling: {unsubscribe: {mechanism: "The mail holds {{amazonSESUnsubscribeUrl}}."}}
    sending: [{text: The worker signs the mail itself with DKIM.}]
Right:
    handling: {unsubscribe: {mechanism: SES subscription management adds the unsubscribe link.}}
    ---
    sending: [{text: One message goes to several recipients in Bcc.}]
Silent:
    handling: {unsubscribe: {mechanism: SES subscription management adds the unsubscribe link.}}
    sending: [{text: Each call has one recipient; no message goes to several recipients.}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed, english
from policykit.readiness.statements import Wording, mechanism_wordings
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("UNS-07",)
question = "unsubscribes"
sources = ("AWS-11",)

MANAGEMENT = re.compile(
    r"\b(?:SES|Amazon|AWS)\b[^.]{0,20}\b(?:subscription|list) management\b"
    r"|\bamazonSESUnsubscribeUrl\b|\bListManagementOptions\b",
    re.I,
)
MANY = re.compile(
    r"\b(?:bcc|(?:several|multiple|many|up to \d+) recipients|one (?:message|mail|e-?mail) (?:goes )?to (?:all|several|many))\b"
    r"|\bsigns? (?:the |each |all |every )?(?:mail|messages?|e-?mails?) (?:itself|ourselves)\b",
    re.I,
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The text that relies on it, where another says that a message has several recipients or an own signature."""
    sending = [
        Wording(f"sending[{index}].text", "", english(claim.text))
        for index, claim in enumerate(product.sending)
        if claim.status.is_in_place
    ]
    texts = (*mechanism_wordings(product, "unsubscribe"), *sending)
    relies = next((item for item in texts if MANAGEMENT.search(item.text)), None)
    many = next((match for item in texts if (match := affirmed(MANY, item.text))), None) if relies else None
    if relies and many:
        message = f'relies on SES subscription management, which adds nothing here: "{many[0]}"'
        fix = "send to one recipient a call and let SES sign, or add the headers and the link yourself"
        yield Found(relies.path, message, fix)
