"""The MX record of a MAIL FROM domain does not point at SES in the Region of the identity.

The domain needs exactly one MX record, and it names SES's feedback server of the Region; with any other, bounces are lost and
SES falls back or refuses the mail (AWS-08).

Wrong:
    identities: {domains: [{mail_from: {mx: "10 feedback-smtp.us-east-1.amazonses.com"}}]}
    ---
    identities: {domains: [{mail_from: {mx: "10 mx.lantern.example.com"}}]}
Right:
    identities: {domains: [{mail_from: {mx: feedback-smtp.eu-west-1.amazonses.com}}]}
    ---
    identities: {domains: [{mail_from: {mx: (leave out)}}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import SES

severity = "error"
covers = ("AUTH-04",)
question = "identity"
sources = ("AWS-08",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stated MX record that is not SES's."""
    for index, item in enumerate(product.identities.domains):
        region = item.region or product.request.region
        if not (item.mail_from and item.mail_from.status.is_in_place and item.mail_from.mx and region):
            continue
        wanted = f"feedback-smtp.{region}.{SES}"
        if item.mail_from.mx.lower().rstrip(". ").split()[-1] != wanted:
            message = f"the MX record is `{item.mail_from.mx}`, and {region} needs `10 {wanted}`"
            path = f"identities.domains[{index}].mail_from.mx"
            yield Found(path, message, f"publish `10 {wanted}` as the only MX record of {item.mail_from.domain}")
