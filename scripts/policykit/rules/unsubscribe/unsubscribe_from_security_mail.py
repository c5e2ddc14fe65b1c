"""Mail with a code, or about the security of an account, can be unsubscribed.

Whoever stops it is locked out at the next sign-in, or learns nothing of a stranger in the account. Google leaves such mail
out of its unsubscribe rules; offer the deletion of the account instead (AWS-11, G-2).

Wrong:
    streams: [{unsubscribe: {offered: true, reason_if_not: (leave out)}}]
    ---
    streams: [{}, {id: password-reset, title: Password reset}]
    ---
    streams: [{}, {class: system}]
Right:
    streams: [{unsubscribe: {offered: false}}]
Silent:
    streams: [{}, {}, {id: security-newsletter, title: Security newsletter}]
    ---
    streams: [{}, {id: concert-reminder, title: Reminder of a concert}]
"""

import re
from collections.abc import Iterator

from policykit.model import Stream
from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("UNS-04",)
question = "unsubscribes"
sources = ("AWS-11", "G-2")

SECURITY = re.compile(
    r"\b(?:password|passcode|sign[- ]in|log[- ]?in|one[- ]time|otp|2fa|mfa|two[- ]factor|multi[- ]factor|security"
    r"|(?:account|address|e-?mail)[- ]verification|verification[- ]code)\b",
    re.I,
)


def is_security_mail(stream: Stream) -> bool:
    """Whether somebody is locked out, or left unwarned, who does not get this mail."""
    if stream.class_ == "marketing":
        return False
    return bool(stream.otp or stream.class_ == "system" or SECURITY.search(f"{stream.id} {english(stream.title)}"))


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each such stream that can be stopped."""
    for path, stream in product.each_stream():
        answer = stream.unsubscribe
        if answer and answer.offered and is_security_mail(stream):
            message = f"`{stream.id}` can be stopped, though its recipients need it to get into their account or to guard it"
            fix = "set `offered: false` with the reason, take the link out, and name account deletion as the other way out"
            yield Found(f"{path}.unsubscribe.offered", message, fix)
