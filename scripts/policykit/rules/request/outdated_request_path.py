"""A text describes the old way to ask for production access.

The request used to be a case for a service limit increase. Today it is filed in the SES console or with PutAccountDetails, and
AWS's page names another time for the first answer. Who follows the old steps does not find them (AWS-01, AWS-13).

Wrong:
    checklist: [{list: before-request, text: 'Select "Service limit increase".'}]
    ---
    statements: [{about: stage, says: AWS typically responds within 24-48 hours, line: 9}]
Right:
    checklist: [{list: before-request, text: Choose "Request production access" in the SES console.}]
Silent:
    justification: {reasons: [The SES sending limits of the sandbox are too low for one choir.]}
    ---
    checklist: [{list: after-sending, text: AWS answers within 24 hours.}]
    ---
    handling: {bounce_soft: {action: SES retries for 24 to 36 hours.}}
"""

import re
from collections.abc import Iterator

from policykit.readiness.statements import wordings_with
from policykit.rules import Context, Found, ProductView, Words

severity = "warning"
covers = ("SES-05",)
sources = ("AWS-01", "AWS-13")

OLD = re.compile(
    r"Service [Ll]imit [Ii]ncrease|SES Sending Limits|\b24\s?(?:-|–|to|bis)\s?48(?:\s|-)?(?:[Hh]ours?|h\b|Stunden)"
)
REMEDY = "describe the request in the SES console (Get set up, Request production access), and the time AWS names there"


def find(words: Words) -> Iterator[Found]:
    """The first such phrase of a text."""
    if match := OLD.search(words.text):
        yield Found(words.path, f'the old way to ask: "{match[0]}"', REMEDY)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each text once, whatever its languages, and the sentences of the source."""
    for item in wordings_with(product, ("service limit", "ses sending", "48"), ""):
        yield from find(Words(item.path, "en", item.text))
