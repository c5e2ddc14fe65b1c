"""A text calls one-click unsubscribe mandatory for mail that Google leaves out of it.

Google asks for it in marketing and subscribed mail of bulk senders, and names password resets, reservation confirmations and
similar mail as excluded. Who says otherwise shows that the page was not read (G-2, G-3).

Wrong:
    commitments: [One-click unsubscribe is required for every transactional email.]
    ---
    content: [{text: Password resets must carry the List-Unsubscribe header.}]
Right:
    commitments: [One-click unsubscribe is required for the newsletter.]
Silent:
    commitments: [One-click unsubscribe is not required for sign-in codes.]
    ---
    content: [{text: Reminders carry a one-click unsubscribe header.}]
    ---
    content: [{text: A one-click link confirms the address. A code is required.}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed
from policykit.rules import Found, Words
from policykit.rules.lib.each_text import once_a_path

severity = "note"
covers = ("MBX-04",)
question = "unsubscribes"
sources = ("G-2", "G-3")

WHAT = re.compile(
    r"\b(?:one[- ]click[ -](?:unsubscri|opt)\w*|List-Unsubscribe\S*|RFC ?8058|Abmeldung mit einem Klick|Ein-Klick-Abmeldung)\b",
    re.I,
)
DUTY = re.compile(
    r"\b(?:required|mandatory|obligatory|compulsory|must|demand(?:s|ed)?|vorgeschrieben|Pflicht|erforderlich|müssen|verlangt)\b",
    re.I,
)
MAIL = re.compile(
    r"\b(?:transactional|codes?|password|resets?|confirmations?|receipts?|(?:every|each|all) (?:e-?mails?|mails?|messages?)"
    r"|Transaktions\w*|Einmalcodes?|Passwort\w*|Bestätigung\w*|jede E-Mail|alle E-Mails)\b",
    re.I,
)


def find(words: Words) -> Iterator[Found]:
    """A sentence with the header, the duty and mail that is excluded."""
    text = words.text
    if not ("lick" in text or "List-Unsub" in text or "8058" in text):
        return  # cheaper than the patterns
    match = affirmed(WHAT, text)
    if match and DUTY.search(match.string) and MAIL.search(match.string):
        message = f'"{match[0]}" is called mandatory for mail that Google leaves out of it'
        yield Found(words.path, message, "limit the sentence to marketing and subscribed mail")


check = once_a_path(find)
