"""A person of AWS Support is addressed by name in a public file.

The person signed one letter and did not ask to be on your site; the next letter comes from somebody else (EU-1). "Hello," is
right for everybody.

Wrong:
    request: {addressee: Jane}
    ---
    statements: [{about: request, says: "Hello Jane Marie,", line: 5}]
Right:
    statements: [{about: request, says: "Hello,", line: 5}]
Silent:
    commitments: ["Hello AWS Support,", "Hello Team,", "Hello there,", "Say hello Monday, when the singers meet."]
    ---
    streams: [{sample: {text: "Hello Jane, your code is [code]."}}]
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView, Words

severity = "error"
covers = ("SENS-06",)
sources = ("EU-1",)

GREETING = re.compile(
    r"^(?:Hello|Hi|Hallo) (?!AWS\b|Amazon\b|Team\b|Support\b|There\b|All\b)[A-ZÀ-Þ]\w+(?: [A-ZÀ-Þ]\w+)?\s*[,!]", re.M
)
MESSAGE, REMEDY = "somebody at AWS is addressed by name", 'write "Hello,", or move the name into data/private'


def find(words: Words) -> Iterator[Found]:
    """One finding on a text that begins a line so; a sample greets its own recipient."""
    if ".sample." not in words.path and GREETING.search(words.text):
        yield Found(words.path, MESSAGE, REMEDY)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The field, and each value of the public file with such a greeting."""
    if product.is_published("request.addressee"):
        yield Found("request.addressee", MESSAGE, REMEDY)
    for words in product.published_with("Hello ", "Hi ", "Hallo "):
        yield from find(words)
