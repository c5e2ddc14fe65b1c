"""Characters are garbled: they were read with the wrong table.

A sample mail with broken umlauts or emoji looks like the mail that recipients get. Repair the text, and find out where it
broke: in the copy, or in the mail itself.

Wrong:
    streams: [{sample: {subject: "Ihr Code f√ºr heute"}}]
    ---
    purpose: [{en: It plans rehearsals., de: "Sie plant Proben fÃ¼r ChÃ¶re."}]
    ---
    company: {name: "CafÃ© Lantern"}
Right:
    streams: [{sample: {subject: Ihr Code für heute}}]
Silent:
    purpose: [{en: It plans rehearsals., de: "Sie plant Proben für Chöre – „schön“, größer als √2 und billiger als 3 €."}]
    ---
    company: {name: Café Åsa & Señor Ærø}
    ---
    streams: [{sample: {subject: "📅 Your code – for today…"}}]
"""

import re
from collections.abc import Iterator

from policykit.foundation.mojibake import find_garbled
from policykit.rules import Context, Found, ProductView, Words
from policykit.rules.lib.names import names_of, samples_of

severity = "error"
covers = ("TXT-10",)
question = "examples"

# What was garbled stands in two characters at least, or is one that no text holds; nearly every sound word ends here.
SUSPECT = re.compile("[^\x00-\x7f]{2}|[\x80-\x9f\ufffd\ue000-\uf8ff]")


def find(words: Words) -> Iterator[Found]:
    """The garbled words of a text, in one finding."""
    if not words.text.isascii() and SUSPECT.search(words.text) and (garbled := find_garbled(words.text)):
        first = garbled[0]
        more = f" and {len(garbled) - 1} more" if len(garbled) > 1 else ""
        if first.token == first.repaired:
            yield Found(words.path, f"unreadable characters in {first.token!r}{more}", "type the word anew")
        else:
            yield Found(words.path, f'garbled: "{first.token}"{more}', f'repair it: "{first.repaired}"')


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Free texts, names and sample mails."""
    for words in product.words:
        yield from find(words)
    for path, text in (*names_of(product), *samples_of(product)):
        yield from find(Words(path, "", text))
