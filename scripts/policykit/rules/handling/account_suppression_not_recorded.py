"""What the account-level suppression list holds is not recorded.

Accounts that started with SES after November 2019 have this list, for bounces and complaints, from the start. One call shows
it, so a plan to switch it on reads as if nobody had looked (AWS-06, AWS-02).

Wrong:
    suppression: {account_level: (leave out)}
    ---
    suppression: {account_level: [BOUNCE]}
Right:
    suppression: {account_level: [BOUNCE, COMPLAINT]}
"""

from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("SUP-01",)
question = "bounces"
sources = ("AWS-06", "AWS-02")

REASONS = ("BOUNCE", "COMPLAINT")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The reasons on the list, where they are not both stated."""
    found = product.suppression.account_level
    missing = [reason for reason in REASONS if reason not in found]
    if not missing:
        return
    promised = product.handling.suppression and english(product.handling.suppression.planned)
    if found:
        message = f"the account-level list is stated for {found[0]} alone, {missing[0]} is not stated"
    elif promised and "account" in promised:
        message = "the account-level suppression list is promised, though SES has it switched on in newer accounts"
    else:
        message = "what the account-level suppression list of SES holds is not stated"
    fix = "run `aws sesv2 get-account`, and record its SuppressedReasons in `suppression.account_level`"
    yield Found("suppression.account_level", message, fix)
