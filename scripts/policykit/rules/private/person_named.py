"""A contact's name stands in a public file.

A name with a way to reach the person is personal data (EU-1, CH-2). A reader of the site needs a role; AWS gets the name in
the reply.

Wrong:
    contacts: {technical: {name: Jane Keller, email: support@lantern.example.com}}
Right:
    contacts: {technical: {email: support@lantern.example.com}}
    ---
    contacts: {technical: {name: Jane Keller, email: support@lantern.example.com, may_be_published: true}}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("SENS-05",)
sources = ("EU-1", "CH-2")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each published name of a person who is not said to have agreed."""
    for role, contact in product.contacts.items():
        path = f"contacts.{role}.name"
        if contact.name and not contact.may_be_published and product.is_published(path):
            fix = "move it into data/private; if the person agreed, add `may_be_published: true`"
            yield Found(path, f"the name of the {role} contact is public", fix)
