"""A marketing stream states a consent, but not that it is recorded.

A consent that nobody can show later is none: keep the day, the words and the address with it (AWS-05, DE-1, CH-1).

Wrong:
    streams: [{}, {}, {consent: Readers tick the newsletter and confirm a link.}]
Right:
    streams: [{}, {}, {consent: Readers confirm a link; the day and the words are kept with the address.}]
Silent:
    streams: [{}, {}, {consent: "The application logs each confirmation: day, text, address."}]
    ---
    streams: [{consent: Singers ask for each code themselves.}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.advertising import is_to_existing_customers

severity = "error"
covers = ("LIST-02",)
question = "lists"
sources = ("AWS-05", "DE-1", "CH-1", "EU-2")

RECORD = re.compile(
    r"\b(?:record\w*|logs?|logged|stor(?:es?|ed)|keeps?|kept|sav(?:es?|ed)|timestamp\w*|evidence|proof)\b", re.I
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each marketing stream whose consent says nothing of a record."""
    for path, stream in product.marketing:
        if stream.consent and not is_to_existing_customers(stream) and not RECORD.search(english(stream.consent)):
            message = f"`{stream.id}` states a consent, but not that it is recorded"
            fix = "keep day, words and address of each consent, and say so in `consent:`"
            yield Found(f"{path}.consent", message, fix)
