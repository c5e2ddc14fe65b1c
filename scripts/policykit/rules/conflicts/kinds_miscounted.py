"""A text counts the kinds of mail differently from the streams that are listed.

A reviewer counts. "Two kinds of email" over a list of three makes the third look like an afterthought.

Wrong:
    purpose: [We send two kinds of email.]
    ---
    statements: [{about: streams, says: "All of our emails fall into two categories, both of them wanted.", line: 54}]
Right:
    purpose: [We send three kinds of email.]
Silent:
    purpose: [An email can suffer two kinds of bounces.]
    ---
    volume: {pattern: "In May two types of choirs get most of the mail."}
    ---
    content: [{status: implemented, text: "Each email has two parts, text and HTML."}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import sentence_at
from policykit.readiness.statements import wordings_with
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("CON-06",)
question = "purpose"

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MAIL = r"(?:e-?mails?|mails?|messages?)"
COUNT = re.compile(
    rf"\b(?P<count>{'|'.join(NUMBERS)}|\d{{1,2}}) (?:\w+ ){{0,2}}?(?:kinds|types|categories|sorts|classes|streams)\b"
    rf"(?: of (?:\w+ ){{0,2}}?{MAIL}\b|(?! (?:of|and|or)\b))",
    re.I,
)
PARTS = ("kinds", "types", "categories", "sorts", "classes", "streams")
ABOUT = ("purpose", "streams", "sending", "volume", "content", "summary", "justification")
ANY_MAIL = re.compile(rf"\b{MAIL}\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each count of the kinds of mail that is not the number of streams."""
    number = len(product.streams)
    for item in wordings_with(product, PARTS, *ABOUT) if number else ():
        match = COUNT.search(item.text)
        if match is None or not ANY_MAIL.search(sentence_at(item.text, match)):
            continue
        word = match["count"].lower()
        count = int(word) if word.isdigit() else NUMBERS.index(word) + 1
        if count != number:
            listed = f"{number} streams are" if number > 1 else "one stream is"
            message = f'"{match[0]}", but {listed} listed'
            yield Found(item.path, message, f"write {number}, or correct the list of streams")
