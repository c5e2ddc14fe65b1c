"""The request names more additional contacts than the form takes.

The form and the API take a few additional contacts and refuse more (AWS-02).

Wrong:
    request: {additional_contacts: [a@example.com, b@example.com, c@example.com, d@example.com, e@example.com]}
Right:
    request: {additional_contacts: [a@example.com, b@example.com]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("SES-03",)
sources = ("AWS-02",)


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """More contacts than AWS takes."""
    count, limit = len(product.request.additional_contacts), int(context.number("contacts"))
    if count > limit:
        message = f"{count} additional contacts, and the form takes {limit}"
        yield Found("request.additional_contacts", message, "keep the mailboxes that are read every day")
