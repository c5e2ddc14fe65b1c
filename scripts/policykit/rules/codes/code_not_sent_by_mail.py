"""A stream counts codes that never go out by mail.

A TOTP code is computed on the device (R-6238), and an SMS does not go through SES. Such a stream adds volume that SES never
sends, and a reviewer doubts the rest (AWS-23).

Wrong:
    streams: [{otp: {channel: [totp, sms]}}]
Right:
    streams: [{otp: {channel: [email]}}]
    ---
    streams: [{otp: {channel: [email, totp]}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("OTP-01",)
question = "purpose"
sources = ("R-6238", "AWS-23")

NAMES = {"totp": "TOTP", "sms": "SMS"}


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream with a code whose channels leave mail out."""
    for path, stream in product.each_stream():
        if stream.otp and "email" not in stream.otp.channel:
            channels = " and ".join(NAMES[channel] for channel in stream.otp.channel)
            message = f"the codes of `{stream.id}` are said to go by {channels}, not by mail"
            fix = "say `channel: [email]` if they do go by mail; else leave out the stream and its volume"
            yield Found(f"{path}.otp.channel", message, fix)
