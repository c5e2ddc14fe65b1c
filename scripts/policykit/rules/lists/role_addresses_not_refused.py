"""Nothing is said about role addresses such as abuse@ and postmaster@.

Nobody subscribes from a role address. One on a list shows that addresses were typed in or collected unseen, so refuse them on
entry (AWS-05).

Wrong:
    lists: {never: [Lists are neither bought nor rented.]}
Right:
    lists: {never: ["Role addresses such as abuse@ and postmaster@ are refused at sign-up."]}
Silent:
    lists:
      never: [Lists are neither bought nor rented.]
      hygiene: [{status: implemented, text: Mail to postmaster@ and other role mailboxes is not possible.}]
    ---
    lists: {never: [We refuse role-based addresses.]}
    ---
    lists: (leave out)
"""

import re
from collections.abc import Iterator

from policykit.readiness.statements import wordings_with
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("LIST-07",)
question = "lists"
sources = ("AWS-05",)

ABOUT = ("lists", "handling.abuse_limit", "security")
ROLE = re.compile(r"\b(?:abuse|postmaster|noc|webmaster|hostmaster|admin)@|\brole(?:-based)? (?:address|mailbox|account)", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Lists that say nothing of role addresses."""
    if not product.lists:
        return
    if not any(ROLE.search(item.text) for item in wordings_with(product, ("@", "role"), *ABOUT)):
        fix = "refuse abuse@, postmaster@, noc@ and the like on entry, and say so in `lists.never:`"
        yield Found("lists", "that role addresses are refused is not stated", fix)
