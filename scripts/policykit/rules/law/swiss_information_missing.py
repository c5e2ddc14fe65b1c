"""What people in Switzerland have to be told about their data is not stated in full.

The revised DSG asks to tell for what data is collected and into which countries it goes (CH-2: art. 19 and 16); the privacy
policy can say no more than the data here.

Wrong:
    markets: [CH]
    data: {kinds: [{purpose: (leave out)}]}
    ---
    markets: [CH]
    data: {kinds: [{}, {region: (leave out)}]}
    ---
    company: {country: CH}
    data: {processors: [{country: (leave out)}]}
Right:
    markets: [CH]
    ---
    data: {kinds: [{purpose: (leave out)}]}
    ---
    markets: [CH]
    data: (leave out)
"""

from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.markets import is_at_home

severity = "warning"
covers = ("CH-03",)
sources = ("CH-2",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each kind of data without purpose or Region and each processor without country; that any are named, other rules ask."""
    if "CH" not in product.markets and not is_at_home(product, "CH"):
        return
    for index, kind in enumerate(product.data.kinds):
        path, what = f"data.kinds[{index}]", english(kind.what)
        if kind.purpose is None:
            message = f'for what "{what}" is collected is not stated; DSG art. 19 (Switzerland) asks for it'
            yield Found(f"{path}.purpose", message, "state the purpose, here and in the privacy policy")
        if kind.store and kind.region is None:
            message = f'in which Region "{what}" is stored is not stated; DSG art. 16 and 19 (Switzerland) ask for the country'
            yield Found(f"{path}.region", message, "state the Region of the store")
    for index, processor in enumerate(product.data.processors):
        if processor.country is None:
            message = f"the country of {processor.name} is not stated; DSG art. 16 and 19 (Switzerland) ask for it"
            yield Found(f"data.processors[{index}].country", message, "state the seat of the processor")
