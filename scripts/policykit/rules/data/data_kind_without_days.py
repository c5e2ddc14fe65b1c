"""A kind of personal data is kept, but not said to be deleted at any time.

Data may be kept as long as its purpose needs it. A number of days, or the event that ends it, shows that somebody has decided
(EU-1, CH-2, HK-4).

Wrong:
    data: {kinds: [{days: (leave out), deletion: (leave out)}]}
Right:
    data: {kinds: [{days: (leave out), deletion: It is deleted with the account.}]}
    ---
    data: {kinds: [{days: 30, deletion: (leave out)}]}
    ---
    markets: [US]
    data: {kinds: [{days: (leave out), deletion: (leave out)}]}
"""

from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.markets import asked_by

from .data_kinds_missing import ASKED_BY

severity = "error"
covers = ("DAT-01",)
sources = ("EU-1", "CH-2", "HK-4")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each kind with neither days nor a way of deletion, where no market is stated or a text asks for it."""
    if product.markets and not asked_by(product, ASKED_BY):
        return
    for index, kind in enumerate(product.data.kinds):
        if kind.days is None and kind.deletion is None:
            message = f'when "{english(kind.what)}" is deleted is not stated'
            yield Found(f"data.kinds[{index}].days", message, "give `days:`, or in `deletion:` the event that ends it")
