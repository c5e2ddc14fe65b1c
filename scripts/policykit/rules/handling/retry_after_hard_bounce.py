"""Mail is sent again to an address after a hard bounce.

A hard bounce is final. AWS asks senders not to try such an address again, because repeated attempts harm the reputation of
all who send (AWS-17, AWS-04).

Wrong:
    handling: {bounce_hard: {action: The mail is retried three times.}}
    ---
    handling: {bounce_hard: {action: We log the bounce. We send again on the next day.}}
Right:
    handling: {bounce_hard: {action: The address is suppressed at once.}}
Silent:
    handling: {bounce_hard: {action: "The address is suppressed, to prevent further attempts."}}
    ---
    handling: {bounce_hard: {action: Nothing is retried; the address is suppressed without a second try.}}
    ---
    handling: {bounce_hard: {action: The address is suppressed. After a transient bounce SES retries.}}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed
from policykit.readiness.statements import mechanism_wordings
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.actions import RETRY, SEND_FAILURE

severity = "error"
covers = ("BNC-03",)
question = "bounces"
sources = ("AWS-17", "AWS-04")

# Retries of soft bounces or API calls; failed sends taken for bounces are a fault of their own (send-failure-taken-for-bounce).
OTHER = re.compile(r"\b(?:soft|transient|temporar\w+|API|throttl\w+|nothing)\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each sentence on hard bounces that sends again."""
    for item in mechanism_wordings(product, "bounce_hard"):
        if SEND_FAILURE.search(item.text):
            continue
        if match := affirmed(RETRY, item.text, unless=OTHER):
            message = f'"{match[0]}": a hard bounce is final, and mail to that address bounces again'
            yield Found(item.path, message, "suppress the address at once, and say that nothing is tried again")
