"""A code for signing in is valid for more than an hour.

Who can read a mailbox for a moment can use the code until it ends. Ten minutes are enough to type it.

Wrong:
    streams: [{otp: {validity_min: 120}}]
Right:
    streams: [{otp: {validity_min: 60}}]
    ---
    streams: [{id: address-check, title: Confirmation of the address, otp: {validity_min: 1440}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.one_time_codes import codes, is_for_sign_in

severity = "note"
covers = ("OTP-02",)
question = "examples"

LONGEST_MINUTES = 60
"""Our own: no provider needs longer for a sign-in."""


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each such code."""
    for path, stream, code in codes(product):
        if code.validity_min and code.validity_min > LONGEST_MINUTES and is_for_sign_in(stream):
            message = f"the sign-in code of `{stream.id}` is valid for {code.validity_min:,} minutes"
            fix = "set it to 10 minutes at your provider, and state `otp.validity_min: 10`"
            yield Found(f"{path}.otp.validity_min", message, fix)
