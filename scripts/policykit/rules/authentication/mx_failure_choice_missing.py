"""It is not stated what SES does when the MX record of the MAIL FROM domain is missing.

By default SES then uses its own MAIL FROM domain, and SPF silently stops to align. The other choice refuses the mail, so that
you notice (AWS-08).

Wrong:
    identities: {domains: [{mail_from: {on_mx_failure: (leave out)}}]}
Right:
    identities: {domains: [{mail_from: {on_mx_failure: REJECT_MESSAGE}}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("AUTH-15",)
question = "identity"
sources = ("AWS-08",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each MAIL FROM domain in place without the choice."""
    for index, item in enumerate(product.identities.domains):
        if item.mail_from and item.mail_from.status.is_in_place and item.mail_from.on_mx_failure is None:
            message = f"what SES does when {item.mail_from.domain} has no MX record is not stated"
            fix = "state `on_mx_failure: USE_DEFAULT_VALUE` or `REJECT_MESSAGE`, as the SES console shows it"
            yield Found(f"identities.domains[{index}].mail_from", message, fix)
