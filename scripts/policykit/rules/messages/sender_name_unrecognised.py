"""The sender's name holds neither the product nor the company.

A name that the recipient does not connect with you, such as "Team" or "Notifications", gets reported as spam. US law asks for
a sender that identifies who sends (AWS-05, A-1, US-1).

Wrong:
    streams: [{from_name: Notifications}]
Right:
    streams: [{from_name: Lantern sign-in}]
    ---
    streams: [{from_name: The Lantern choirs (Lantern Ltd)}]
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.senders import senders

severity = "warning"
covers = ("MSG-03",)
question = "purpose"
sources = ("AWS-05", "A-1", "US-1")

WORD = re.compile(r"\w{3,}")
# Words of company names that identify nobody.
COMMON = frozenset(
    {"the", "and", "ltd", "inc", "llc", "gmbh", "team", "mail", "app", "services", "service", "online", "software"}
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each sender whose name shares no word with those of product, application and company."""
    company = product.company
    names = [product.name, product.application or "", company.name if company else ""]
    known = {word for name in names for word in WORD.findall(name.casefold())} - COMMON
    for sender in senders(product):
        shown = sender.name.casefold()
        if shown and known and not any(word in shown for word in known):
            message = f'"{sender.name}" names neither {" nor ".join(dict.fromkeys(filter(None, names)))}'
            yield Found(sender.name_path, message, f"put the product into the name: {names[0]} ...")
