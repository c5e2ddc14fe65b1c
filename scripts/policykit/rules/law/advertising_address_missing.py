"""Advertising goes out, but the postal address that it has to show is not stated.

The American text on commercial mail (US-1, US-3) and the one of Hong Kong (HK-1, HK-2) ask for the advertiser's postal address
in each mail. A registered post box will do in the United States, not in Hong Kong.

Wrong:
    markets: [US]
    company: {address: (leave out)}
    ---
    markets: [US]
    content: (leave out)
    streams: [{}, {}, {sample: {text: "News of Lantern. Unsubscribe: https://lantern.example.com/stop"}}]
    ---
    markets: [HK]
    company: {address: {street: GPO Box 1234}}
Right:
    markets: [US, HK]
    ---
    markets: [IE]
    company: {address: (leave out)}
    ---
    markets: [US]
    company: {address: (leave out)}
    streams: [{}, {}, (leave out)]
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.advertising import address_claims, shown_text
from policykit.rules.lib.markets import asked_by

severity = "error"
covers = ("US-02", "HK-02")
sources = ("US-1", "US-3", "HK-1", "HK-2")

ASKED_BY = {"US": "15 U.S.C. 7704(a)(5)", "HK": "UEMO s. 8"}
POST_BOX = re.compile(r"\bP\.? ?O\.? ?Box\b|\bPost Office Box\b|\bPostfach\b|郵政信箱", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The address that is missing, is a post box where that is not enough, or stands neither in a claim nor in the sample."""
    texts = asked_by(product, ASKED_BY)
    if not texts or not product.marketing:
        return
    company = product.company
    if not company or not company.address:
        message = f"the advertiser's postal address is not stated; asked for by {texts}"
        yield Found("company.address", message, "state the address, and show it in each advertising mail")
        return
    street = company.address.street
    if "HK" in product.markets and (POST_BOX.search(street) or street.upper().startswith("GPO")):
        message = f'the address is a post box ("{street}"), which Cap. 593A (Hong Kong) does not count as an address'
        yield Found("company.address.street", message, "state the street and number of the office")
    if any(address_claims(product)):
        return  # claim-missing-in-sample compares the claim with the samples
    for path, stream in product.marketing:
        text = shown_text(stream)
        if text and street not in text:
            message = f'the sample does not show the postal address ("{street}"); asked for by {texts}'
            yield Found(f"{path}.sample.text", message, "show the address in the mail")
