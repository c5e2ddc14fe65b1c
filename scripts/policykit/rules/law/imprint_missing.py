"""The website is not said to have a legal notice with who runs it and how to reach them.

Section 5 DDG asks German services for a legal notice (DE-2); art. 3(1)(s) of the Swiss UWG asks those who offer goods or
services online for their identity and contact address, e-mail included (CH-1).

Wrong:
    markets: [DE]
    website: {imprint_url: (leave out)}
    ---
    company: {country: CH}
    website: {imprint_url: (leave out)}
Right:
    markets: [DE, CH]
    ---
    website: {imprint_url: (leave out)}
    ---
    markets: [DE]
    website: (leave out)
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.markets import is_at_home

severity = "warning"
covers = ("DE-03", "CH-02")
sources = ("DE-2", "CH-1")

ASKED_BY = {
    "DE": "section 5 DDG (Germany) asks for one",
    "CH": "art. 3(1)(s) UWG (Switzerland) asks for one where something is offered online",
}


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """A website without a legal notice, where a market or the seat asks for one."""
    website = product.website
    if not website or website.imprint_url:
        return
    texts = [text for place, text in ASKED_BY.items() if place in product.markets or is_at_home(product, place)]
    if texts:
        message = f"a legal notice is not stated; {'; '.join(texts)}"
        fix = "publish a page with name, postal address and email address, and state its address in `imprint_url:`"
        yield Found("website.imprint_url", message, fix)
