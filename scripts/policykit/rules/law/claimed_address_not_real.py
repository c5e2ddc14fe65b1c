"""A text says that mail shows the postal address, but no real address is stated.

A reviewer looks for the address in the sample. The American text asks for a street address, a registered post box or a
registered mailbox (US-1); a made-up one makes the claim false.

Wrong:
    company: {address: (leave out)}
    ---
    company: {address: {street: 123 Main Street}}
    ---
    company: {address: {street: Musterstraße 1}}
    content: [{text: The footer of each mail states the physical address.}]
Right:
    company: {address: {street: 123 Oxford Road}}
    ---
    company: {address: (leave out)}
    content: (leave out)
Silent:
    company: {address: (leave out)}
    content: [{status: planned, text: The footer states the postal address.}]
    ---
    company: {address: (leave out)}
    content: [{text: The footer states the email address of the support.}]
    ---
    company: {address: {street: 7 Main Street}}
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.advertising import address_claims

severity = "error"
covers = ("US-03",)
sources = ("US-1",)

# Streets that stand in templates. A number alone proves nothing: 123 Oxford Road exists.
MADE_UP = re.compile(
    r"\b(?:123|1234|12345) (?:main|business|example|sample|test|any|fake|your)\b|\bmuster(?:straße|strasse|str\.|weg|gasse)"
    r"|\b(?:example|sample|your|any) ?(?:street|st\.|avenue|ave|road)\b",
    re.I,
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each claim of an address, where none or a made-up one is stated."""
    company = product.company
    address = company.address
    if address and not MADE_UP.search(address.street):
        return
    state = f'the stated one looks made up: "{address.street}"' if address else "none is stated"
    for path, words in address_claims(product):
        fix = "state street, registered post box or registered mailbox in `company.address`, and show it in each mail"
        yield Found(path, f"mail is said to show a {words}, but {state}", fix)
