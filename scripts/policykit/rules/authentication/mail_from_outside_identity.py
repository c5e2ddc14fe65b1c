"""The MAIL FROM domain is not a subdomain of the verified domain.

SES accepts as MAIL FROM only a subdomain of the identity it belongs to (AWS-08, AWS-02).

Wrong:
    identities: {domains: [{mail_from: {domain: bounce.lantern-mail.example.net}}]}
    ---
    identities: {domains: [{mail_from: {domain: lantern.example.com}}]}
Right:
    identities: {domains: [{mail_from: {domain: mail.bounce.lantern.example.com}}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AUTH-04",)
question = "identity"
sources = ("AWS-08", "AWS-02")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each MAIL FROM domain elsewhere, or the identity itself."""
    for index, item in enumerate(product.identities.domains):
        if item.mail_from and not item.mail_from.domain.endswith(f".{item.domain}"):
            message = f"{item.mail_from.domain} is not a subdomain of {item.domain}"
            path = f"identities.domains[{index}].mail_from.domain"
            yield Found(path, message, f"choose a subdomain that nothing else uses, such as bounce.{item.domain}")
