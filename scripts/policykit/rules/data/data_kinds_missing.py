"""Which personal data is kept, and for how long, is not stated at all.

Addresses, sending events and logs are personal data. A table of them answers the privacy policy, the record of processing and
a reviewer at once (EU-1, CH-2, HK-4).

Wrong:
    data: {kinds: (leave out)}
    ---
    markets: (leave out)
    data: (leave out)
Right:
    data: {kinds: [{days: 365}]}
    ---
    markets: [US]
    data: {kinds: (leave out)}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.markets import asked_by

severity = "warning"
severity_because = (
    "AWS does not ask for the table, and a request is answered without it; the entry's error is the law's question."
)
covers = ("DAT-01",)
sources = ("EU-1", "CH-2", "HK-4")

ASKED_BY = {"EEA": "GDPR art. 5(1)(e)", "GB": "UK GDPR art. 5(1)(e)", "CH": "DSG art. 6(4)", "HK": "PDPO, principle 2"}


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """No table of data, where no market is stated or the text of one asks for periods."""
    texts = asked_by(product, ASKED_BY)
    if not product.data.kinds and (texts or not product.markets):
        wanted = f"; periods are asked for by {texts}" if texts else ""
        fix = "list them in `data.kinds`: at least addresses, sending events and logs, each with store, days and deletion"
        yield Found("data.kinds", f"which data is kept, and how long, is not stated{wanted}", fix)
