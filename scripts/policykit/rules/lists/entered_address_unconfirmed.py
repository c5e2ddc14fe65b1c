"""Mail goes to addresses that were typed in and not confirmed.

Typing errors bounce, and people type in the addresses of others. A link or code before the first further mail stops both
(AWS-03, AWS-05).

Wrong:
    streams: [{recipients: {verified: none}}]
    ---
    streams: [{recipients: {verified: single}}]
    ---
    streams: [{recipients: {verified: (leave out)}}]
Right:
    streams: [{recipients: {verified: account}}]
    ---
    streams: [{recipients: {verified: none, internal: true}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("LIST-03",)
question = "lists"
sources = ("AWS-03", "AWS-05")

STATES = {None: "whether that address is confirmed is not stated", "none": "nobody confirms that address"}


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream that says where addresses come from and confirms none; marketing has rules of its own."""
    for path, stream in product.each_stream():
        people = stream.recipients
        if not people or people.internal or people.address_source is None or people.verified in ("double", "account"):
            continue
        if stream.class_ == "marketing" and (people.verified != "single" or "DE" in product.markets):
            continue
        state = STATES.get(people.verified, "it is used without a confirmation (single opt-in)")
        fix = "send a link or code before any further mail, and set `verified:`"
        yield Found(f"{path}.recipients", f"`{stream.id}` goes to an address that was typed in; {state}", fix)
