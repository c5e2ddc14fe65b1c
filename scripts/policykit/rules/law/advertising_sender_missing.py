"""Advertising goes out, but who advertises, or how to reach them, is not stated.

The texts of Switzerland (CH-1), Germany (DE-3) and Hong Kong (HK-1) ask that advertising shows its true sender; the one of
Hong Kong also asks for a way to contact the sender.

Wrong:
    markets: [CH]
    company: (leave out)
    ---
    markets: [DE]
    streams: [{}, {}, {from: (leave out)}]
    ---
    markets: [HK]
    contacts: (leave out)
    streams: [{}, {}, {reply_to: (leave out)}]
Right:
    markets: [CH, DE, HK]
    ---
    markets: [CH]
    contacts: (leave out)
    streams: [{}, {}, {reply_to: (leave out)}]
    ---
    markets: [FR]
    streams: [{}, {}, {from: (leave out)}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.markets import asked_by

severity = "error"
covers = ("CH-01", "DE-05", "HK-02")
sources = ("CH-1", "DE-3", "HK-1")

ASKED_BY = {"CH": "art. 3(1)(o) UWG", "DE": "section 6(2) DDG", "HK": "UEMO s. 8"}


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The company and each sender address that is not stated; in Hong Kong also the contact."""
    texts = asked_by(product, ASKED_BY)
    if not texts or not product.marketing:
        return
    if not product.company:
        message = f"who advertises is not stated; asked for by {texts}"
        yield Found("company", message, "state the company, and name it in each advertising mail")
    has_mailbox = any(contact.email for contact in product.contacts.values())
    for path, stream in product.marketing:
        if stream.from_ is None:
            message = f"the sender address of `{stream.id}` is not stated; the true sender is asked for by {texts}"
            yield Found(f"{path}.from", message, "state the address that recipients see as sender")
        if "HK" in product.markets and not has_mailbox and stream.reply_to is None:
            message = f"how a recipient of `{stream.id}` reaches the sender is not stated; asked for by UEMO s. 8 (Hong Kong)"
            yield Found(f"{path}.reply_to", message, "state a mailbox that is read, and show it in the mail")
