"""A text holds marks of Markdown, which print as they stand.

A case is plain text: stars, hashes and table lines reach the reviewer as such. The kit sets headings and lists itself.

Wrong:
    purpose: [We send **transactional** mail.]
    ---
    volume: {pattern: "# Volume"}
    ---
    sending: [{text: "The worker calls `SendEmail`."}]
    ---
    lists: {confirmation: "See [our page](https://lantern.example.com)."}
Right:
    purpose: [We send transactional mail.]
Silent:
    purpose: ["A plan for 3 * 4 = 12 singers; rule #1 of C# choirs: the option --max_day is 2 ** 3."]
    ---
    sending: [{text: "The file __init__.py of the worker sets snake_case_names, and | separates its columns."}]
    ---
    content: [{text: "The subject reads [day] (in the singer's zone) and is not > 78 characters."}]
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("TXT-14",)

MARK = re.compile(
    r"\*\*[^\s*][^*\n]*\*\*|(?<!\w)__(?!init__)[^\s_][^_\n]*__(?!\w)|`[^`\n]+`|\]\(\S"
    r"|^#{1,6} |^\|.*\|\s*$|^> |^[-*] \[[ xX]\] ",
    re.MULTILINE,
)
# What every mark holds; it is quickly tried, and most texts have none of it.
GATE = re.compile(r"[*_`\]#|>]")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The free texts of the product; a draft may be Markdown, so it has no such check."""
    told = ""
    for words in product.words:
        if words.path != told and GATE.search(words.text) and (match := MARK.search(words.text)):
            told = words.path
            yield Found(words.path, f"a mark of Markdown: {match[0].strip()}", "write the words without it")
