"""The public file tells how many requests the limit against misuse allows.

Who knows the number stays just below it. The public page says that there is a limit; its number is for the reply to AWS, from
the private overlay.

Wrong:
    handling: {abuse_limit: {mechanism: One address can ask for 5 codes an hour.}}
Right:
    handling: {abuse_limit: {mechanism: Requests for codes are limited for each address and each hour.}}
Silent:
    handling: {abuse_limit: {mechanism: "Since 2026 the limit of RFC 6585 (429) holds for each address."}}
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("SENS-08",)

# A count of something in a time; years, status codes and standards are no limits.
LIMIT = re.compile(
    r"\b\d+\b[^.\d]{0,40}\b(?:per|an?|each|every|in|within|je|pro|in der)\b[^.]{0,12}"
    r"\b(?:second|minute|hour|day|Sekunde|Minute|Stunde|Tag)\w*",
    re.I,
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each published text of the limit that holds a number for a time; a text in two languages once."""
    told: set[str] = set()
    for words in product.words_at("handling.abuse_limit."):
        is_public = any(map(product.is_published, (words.path, f"{words.path}.{words.language}")))
        if is_public and words.path not in told and (match := LIMIT.search(words.text)):
            told.add(words.path)
            fix = "say here only that there is a limit, and move the text with the number into data/private"
            yield Found(words.path, f'the limit is public: "{match[0]}"', fix)
