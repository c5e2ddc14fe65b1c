"""Codes are sent on request, and no limit on the requests is in place.

Anybody who knows an address can have it flooded with codes; the owner marks them as spam (AWS-05).

Wrong:
    handling: {abuse_limit: (leave out)}
    ---
    handling: {abuse_limit: {status: planned}}
Right:
    handling: {abuse_limit: {mechanism: Requests are limited for each address.}}
    ---
    handling: {abuse_limit: (leave out)}
    streams: [{otp: (leave out)}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.one_time_codes import codes

severity = "warning"
covers = ("OTP-04",)
question = "complaints"
sources = ("AWS-05",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Once for a product with codes by mail."""
    limit = product.handling.abuse_limit
    ids = [stream.id for _, stream, _ in codes(product)]
    if ids and not (limit and limit.is_in_place):
        state = "not stated" if not limit else "planned only" if limit.status == "planned" else "not there"
        message = f"a limit on requests for `{'`, `'.join(ids)}` is {state}"
        fix = "limit the requests for one address and from one client, and state it as `handling.abuse_limit`"
        yield Found("handling.abuse_limit", message, fix)
