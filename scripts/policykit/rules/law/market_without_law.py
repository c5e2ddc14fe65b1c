"""Laws are named, but none of a market that mail goes to.

Whoever names foreign laws and not the law of the own market has copied the list. In Hong Kong that would be the UEMO and the
PDPO (HK-1, HK-4); replies to a request and confirmations are outside the UEMO (HK-3), which is worth saying.

Wrong:
    markets: [IE, HK]
    ---
    markets: [IE, US]
Right:
    markets: [IE, DE]
    ---
    markets: [IE, HK]
    laws: [{}, {name: UEMO}]
    ---
    markets: [HK]
    laws: (leave out)
    ---
    markets: [IE, US]
    laws: [{}, {name: Code of conduct of our association}]
"""

from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.markets import PLACES, lies_in, places_of_law

severity = "warning"
covers = ("LAW-02", "HK-01")
sources = ("HK-1", "HK-3", "HK-4")

# The texts of a place that are about mail and personal data, for the fix.
TEXTS = {
    "US": "CAN-SPAM: say which streams are transactional under it",
    "EEA": "the GDPR: say on which legal basis each stream rests",
    "CH": "the DSG, and art. 3 UWG where something is advertised",
    "HK": "the UEMO (Cap. 593) and the PDPO (Cap. 486): replies to a request and confirmations are outside the UEMO",
    "GB": "the UK GDPR and PECR",
}


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each market of a known place that no named law belongs to; silent where a law is not known here."""
    names = [english(law.name) for law in product.laws]
    places = [places_of_law(name) for name in names]
    if not names or not all(places):
        return
    named = frozenset[str]().union(*places)
    for index, market in enumerate(product.markets):
        place = next((known for known in TEXTS if lies_in(known, market)), None)
        if place and not any(lies_in(known, market) for known in named):
            message = f"{PLACES[place]} is a market ({market}), but the laws named are {', '.join(names)}"
            yield Found(f"markets[{index}]", message, f"name {TEXTS[place]}; or leave the other laws out")
