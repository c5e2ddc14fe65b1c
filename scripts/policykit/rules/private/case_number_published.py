"""The number of a support case, or a link to one, stands in a public file.

What you and AWS write to each other in a case is nobody else's business, and the number helps whoever pretends to be AWS. It
belongs into the private overlay.

Wrong:
    request: {case_id: "176000000000001"}
    ---
    request: {case_url: "https://console.aws.amazon.com/support/home#/case/?displayId=176000000000001"}
    ---
    statements: [{about: request, says: "RE: [CASE 176000000000001] SES: Production Access", line: 3}]
Right:
    statements: [{about: request, says: "RE: SES: Production Access", line: 3}]
Silent:
    commitments: [Invoice 1760000000000015 and card 17600-0000-0000-01 are no case numbers.]
    ---
    commitments: [Answer in the Support Center at https://console.aws.amazon.com/, not by mail.]
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView, Words

severity = "error"
covers = ("SENS-02",)

# Numbers of cases have 15 digits and begin with the time in seconds: 16 or 17 since 2020.
CASE = re.compile(r"(?<!\d)1[67]\d{13}(?!\d)|\bdisplayId=\d|console\.aws\.amazon\.com/support\b")
FIELDS = ("request.case_id", "request.case_url", "request.case_subject")
MESSAGE, REMEDY = "a case number, or a link to the case", "move it into data/private, or leave it out"


def find(words: Words) -> Iterator[Found]:
    """One finding on a text that holds either."""
    if CASE.search(words.text):
        yield Found(words.path, MESSAGE, REMEDY)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The fields, and each other value of the public file that holds one."""
    for path in FIELDS:
        if product.is_published(path):
            yield Found(path, MESSAGE, REMEDY)
    for words in product.published_with("000000000000000", "displayId=", "console.aws.amazon.com"):
        if words.path not in FIELDS:
            yield from find(words)
