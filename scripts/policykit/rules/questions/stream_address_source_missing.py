"""A stream does not say where the addresses of its recipients come from.

The answer for the whole product hides the one stream whose addresses somebody else typed in. AWS asks how addresses are
acquired, so each stream names its form or screen (AWS-01b, AWS-24).

Wrong:
    streams: [{recipients: {address_source: (leave out)}}]
Right:
    streams: [{recipients: {address_source: The singer types the address into the sign-up form.}}]
    ---
    streams: [{recipients: {address_source: (leave out), internal: true}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AWSQ-03",)
question = "lists"
sources = ("AWS-01b", "AWS-24")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream with recipients, but without the source of their addresses; mail to oneself needs none."""
    for path, stream in product.each_stream():
        people = stream.recipients
        if people and not (people.address_source or people.internal or people.address):
            message = f"where the addresses for `{stream.id}` come from is not stated"
            fix = "name the form or screen and the moment in `address_source:`"
            yield Found(f"{path}.recipients", message, fix)
