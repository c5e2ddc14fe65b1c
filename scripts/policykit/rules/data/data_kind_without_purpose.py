"""A kind of personal data is kept, but not what for.

Data that serves nothing should not be there. If no stream and no check needs it, delete it; else say what it serves (EU-1).

Wrong:
    data: {kinds: [{purpose: (leave out)}]}
Right:
    data: {kinds: [{purpose: It receives codes and invitations.}]}
    ---
    markets: [CH]
    data: {kinds: [{purpose: (leave out)}]}
"""

from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.markets import is_at_home

severity = "warning"
covers = ("DAT-02",)
sources = ("EU-1",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each kind without a purpose; where Swiss law is concerned, a rule on law asks for it (swiss-information-missing)."""
    if "CH" in product.markets or is_at_home(product, "CH"):
        return
    for index, kind in enumerate(product.data.kinds):
        if kind.purpose is None:
            message = f'what "{english(kind.what)}" is kept for is not stated'
            fix = "state the purpose, such as the stream that uses it; or stop keeping it"
            yield Found(f"data.kinds[{index}].purpose", message, fix)
