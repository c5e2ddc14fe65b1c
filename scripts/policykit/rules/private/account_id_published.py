"""An AWS account id stands in a public file.

It is no secret, but it helps whoever looks for a way in. It belongs into the private overlay.

Wrong:
    sending: [{text: "The AWS account 111122223333 sends the mail."}]
    ---
    infrastructure: {queue: {role: "arn:aws:sqs:eu-west-1:111122223333:mail"}}
    ---
    request: {account_id: "111122223333"}
    ---
    statements: [{about: request, says: "**AWS Account ID:** 111122223333", line: 5}]
Right:
    sending: [{text: The worker sends through one AWS account.}]
Silent:
    lists: {stored_where: "Order 111122223333 and phone 412345678901 are no account ids."}
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView, Words

severity = "error"
covers = ("SENS-01",)

# Twelve digits alone may be a phone number or an order; a key word or an ARN tells (rules.md, section 3).
ACCOUNT = re.compile(
    r"arn:aws[\w-]*:[\w-]*:[\w-]*:\d{12}\b"
    r"|\b(?:aws )?account(?: id| number|-id)?\W{1,6}\d{12}\b"
    r"|\bAWS-Konto\w*\W{1,3}\d{12}\b",
    re.I,
)
MESSAGE, REMEDY = "an AWS account id", "move it into data/private, or leave it out"


def find(words: Words) -> Iterator[Found]:
    """Each account id."""
    for _ in ACCOUNT.finditer(words.text):
        yield Found(words.path, MESSAGE, REMEDY)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The field, and each account id in another value of the public file."""
    if product.is_published("request.account_id"):
        yield Found("request.account_id", MESSAGE, REMEDY)
    for words in product.published_with("000000000000"):
        yield from find(words)
