"""Amazon Web Services processes data for the product, and is not named among the processors.

SES, its events and its logs hold recipients' addresses, so AWS is a processor. Its data processing addendum is the contract
(EU-1, CH-2, AWS-26).

Wrong:
    data: {processors: (leave out)}
    ---
    data: {processors: ["(only)", {name: Example Hosting Ltd, contract: A contract is signed.}]}
Right:
    data: {processors: [{name: AWS}]}
    ---
    markets: [US]
    company: {country: US}
    data: {processors: (leave out)}
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.markets import is_at_home, is_market

severity = "warning"
covers = ("DAT-05",)
sources = ("EU-1", "CH-2", "AWS-26")

AWS = re.compile(r"\bAWS\b|\bAmazon\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """No AWS among the processors, where the GDPR or the DSG is concerned."""
    if not any(is_market(product, place) or is_at_home(product, place) for place in ("EEA", "CH")):
        return
    if not any(AWS.search(processor.name) for processor in product.data.processors):
        message = (
            "AWS sends the mail and keeps its events, and is not named as a processor; GDPR art. 28 and DSG art. 9 ask for it"
        )
        fix = "add it to `data.processors`, with AWS's data processing addendum as the contract"
        yield Found("data.processors", message, fix)
