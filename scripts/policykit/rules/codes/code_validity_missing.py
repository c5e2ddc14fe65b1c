"""A mail carries a code, and how long it is valid is not stated.

A code that lives long is worth stealing. Cognito's codes for a forgotten password live an hour (AWS-23); say how long yours do.

Wrong:
    streams: [{otp: {validity_min: (leave out)}}]
Right:
    streams: [{otp: {validity_min: 10}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.one_time_codes import codes

severity = "note"
covers = ("OTP-02",)
question = "examples"
sources = ("AWS-23",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each code by mail without a time."""
    for path, stream, code in codes(product):
        if code.validity_min is None:
            message = f"how long the code of `{stream.id}` is valid is not stated"
            fix = "state the minutes as `otp.validity_min`, as your provider has them, and say it in the mail"
            yield Found(f"{path}.otp", message, fix)
