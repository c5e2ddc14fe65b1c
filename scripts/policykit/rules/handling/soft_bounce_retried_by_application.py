"""The application retries soft bounces, which is the work of SES.

SES itself tries again after a transient bounce, and reports it when it stops trying. A second round of attempts multiplies
the mail and the bounces; what is left to the application is counting transient bounces (AWS-17, AWS-04).

Wrong:
    handling: {bounce_soft: {mechanism: (leave out), action: Delivery is retried with exponential backoff.}}
Right:
    handling: {bounce_soft: {action: Three transient bounces in 14 days suppress the address.}}
Silent:
    handling: {bounce_soft: {mechanism: SES retries delivery and reports the bounce when it stops., action: We count it.}}
    ---
    handling: {bounce_soft: {action: A throttled API call is retried with backoff; transient bounces are counted.}}
    ---
    handling: {bounce_soft: {action: We do not retry; the event is counted.}}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed
from policykit.readiness.statements import mechanism_wordings
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.actions import RETRY

severity = "warning"
covers = ("BNC-04",)
question = "bounces"
sources = ("AWS-17", "AWS-04")

NOT_OURS = re.compile(r"\b(?:SES|Amazon|AWS|API|throttl\w+)\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each sentence on soft bounces in which somebody else than SES tries again."""
    for item in mechanism_wordings(product, "bounce_soft"):
        if match := affirmed(RETRY, item.text, unless=NOT_OURS):
            message = f'"{match[0]}": SES itself tries again after a transient bounce, and reports when it stops'
            fix = "say how many transient bounces in how many days suppress the address; tell retries of API calls apart"
            yield Found(item.path, message, fix)
