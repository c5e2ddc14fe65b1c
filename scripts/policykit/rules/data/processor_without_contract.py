"""A processor is named without its contract, or without the ground on which data leaves the country.

GDPR art. 28 and DSG art. 9 ask for a contract with whoever processes data for you; chapter V and art. 16 for a ground, where
data goes to a country outside (EU-1, CH-2).

Wrong:
    data: {processors: [{contract: (leave out)}]}
    ---
    data: {processors: [{country: US, transfer: (leave out)}]}
Right:
    data: {processors: [{transfer: (leave out)}]}
    ---
    markets: [US]
    company: {country: US}
    data: {processors: [{contract: (leave out), transfer: (leave out)}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.markets import EEA, is_at_home, is_market

severity = "warning"
covers = ("DAT-05",)
sources = ("EU-1", "CH-2", "AWS-26")

WITHIN = EEA | {"CH"}


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each processor that lacks one of the two, where the GDPR or the DSG is concerned; no ground within the EEA and CH."""
    if not any(is_market(product, place) or is_at_home(product, place) for place in ("EEA", "CH")):
        return
    for index, processor in enumerate(product.data.processors):
        path = f"data.processors[{index}]"
        if processor.contract is None:
            message = f"the contract with {processor.name} is not stated; GDPR art. 28 and DSG art. 9 ask for one"
            yield Found(f"{path}.contract", message, "name the contract, such as its data processing addendum")
        if processor.transfer is None and processor.country is not None and processor.country not in WITHIN:
            message = f"{processor.name} has its seat in {processor.country}, and the ground for the transfer is not stated"
            yield Found(f"{path}.transfer", message, "name the adequacy decision or the standard contractual clauses")
