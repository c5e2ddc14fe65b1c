"""The request does not say whether the mail is transactional or marketing.

The mail type is one of two fields that the form and the API require (AWS-01, AWS-02).

Wrong:
    request: {mail_type: (leave out)}
Right:
    request: {mail_type: TRANSACTIONAL}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("SES-02",)
sources = ("AWS-01", "AWS-02")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The missing mail type."""
    if product.request.mail_type is None:
        fix = "choose what most of the mail is: TRANSACTIONAL or MARKETING in `request.mail_type:`"
        yield Found("request.mail_type", "the mail type is not stated", fix)
