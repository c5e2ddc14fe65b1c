"""A law is named that belongs to no market of the product.

A law of another part of the world looks copied. It may hold all the same, through the company's seat or through recipients
abroad: then name that market.

Wrong:
    markets: [US]
    company: {country: US}
    ---
    laws: [{}, {name: CAN-SPAM}]
    ---
    markets: (leave out)
    company: {country: US}
Right:
    markets: [DE]
    ---
    markets: [US]
    company: {country: IE}
    ---
    laws: [{}, {name: Code of conduct of our association}]
"""

from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.markets import PLACES, is_at_home, is_market, places_of_law

severity = "warning"
covers = ("LAW-02",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each known law that holds neither in a market nor at the company's seat."""
    for index, law in enumerate(product.laws):
        name = english(law.name)
        places = places_of_law(name)
        if places and not any(is_market(product, place) or is_at_home(product, place) for place in places):
            where = " or ".join(PLACES[place] for place in sorted(places))
            stated = (
                f"the stated markets are {', '.join(sorted(product.markets))}" if product.markets else "no market is stated"
            )
            message = f"{name} is a text of {where}, but {stated}"
            yield Found(f"laws[{index}].name", message, "name the market if mail goes there, or leave the law out")
