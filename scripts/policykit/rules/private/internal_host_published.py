"""The name or the address of an internal host stands in a public file.

It shows an attacker who is already inside where to go next, and tells a reader nothing.

Wrong:
    sending: [{text: The worker on mailer.lantern.internal calls SES.}]
    ---
    infrastructure: {queue: {role: It listens at 10.0.12.7.}}
Right:
    sending: [{text: The worker calls SES.}]
Silent:
    sending: [{text: The internal support team uses version 10.2 and the local time.}]
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView, Words

severity = "note"
covers = ("SENS-08",)

HOST = re.compile(
    r"\b[\w-]+(?:\.[\w-]+)*\.(?:internal|intranet|corp|lan|local)\b(?!\.\w)"
    r"|(?<![\d.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}(?![\d.]*\d)"
    r"|\bip-10(?:-\d{1,3}){3}\b"
)
SIGNS = (".internal", ".intranet", ".corp", ".lan", ".local", "00.0", "ip-00-")


def find(words: Words) -> Iterator[Found]:
    """One finding on a text that names one."""
    if HOST.search(words.text):
        yield Found(words.path, "the name or address of an internal host", "leave it out, or move it into data/private")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each value of the public file that names one."""
    for words in product.published_with(*SIGNS):
        yield from find(words)
