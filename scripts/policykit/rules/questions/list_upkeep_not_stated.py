"""The request says neither how recipient lists are kept nor that there is none.

"How you maintain your recipient lists" stands in AWS's mail word for word. "No list: the address is read from the account
when the mail goes out" is a good answer; no answer is none (AWS-24).

Wrong:
    lists: {stored_where: (leave out), hygiene: (leave out)}
    ---
    lists: {stored_where: (leave out), hygiene: [{status: planned}]}
Right:
    lists: {stored_where: (leave out)}
    ---
    lists: {stored_where: (leave out), hygiene: (leave out), none_because: We read the address from the account for each mail.}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AWSQ-04",)
question = "lists"
sources = ("AWS-24",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Lists without a place, without care, and without the sentence that there are none."""
    lists = product.lists
    if lists.stored_where or lists.none_because or any(claim.status.is_in_place for claim in lists.hygiene):
        return
    fix = "state in `lists:` where addresses are kept and how bad ones leave, or why there is no list"
    yield Found("lists", "neither where addresses are kept nor how bad ones leave is stated", fix)
