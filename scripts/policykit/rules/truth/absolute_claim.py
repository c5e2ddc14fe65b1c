"""A text claims something of all, always or never.

One exception makes such a sentence false, and the reviewer may find it in your own samples. Say for whom and for what it holds.

Wrong:
    purpose: [All recipients opted in to this mail.]
    ---
    content: [{text: A code never arrives twice.}]
    ---
    sending: [{text: {en: A worker sends the mail., de: Die E-Mails kommen immer an.}}]
    ---
    security: [{text: The mail is 100% secure and fully encrypted.}]
Right:
    purpose: [Singers who ask for a code get this mail.]
    ---
    content: [{text: Each invitation names the choir that sends it.}]
Silent:
    lists: {never: [Addresses are never bought.]}
    ---
    purpose: [The plan of a day goes to all singers of one choir; a singer can leave it at any time.]
    ---
    purpose: [Not all recipients get the newsletter. Almost all users read it. All mail is transactional.]
    ---
    content: [{text: {en: All recipients except leaders get a link., de: Alle Personen außer der Leitung bekommen einen Link.}}]
    ---
    commitments: [We never sell an address.]
    ---
    checklist: [{list: send-reply, text: Always read the reply once more.}]
    ---
    handling:
      bounce_hard: {action: "The worker logs all bounces. It suppresses the address."}
      complaint: {action: "All complaints are logged. The worker suppresses the address."}
    ---
    laws: [{claim: We are fully compliant with all applicable laws.}]
    ---
    security: [{text: {en: 'The log names "always" as a value.', de: Es nennt nie zuvor gesehene Werte nicht immer.}}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import own_words, sentences, signs
from policykit.rules import Found, Words
from policykit.rules.lib.each_text import once_a_path

severity = "warning"
covers = ("TXT-04",)

# "All" is an absolute where it is about people or events at large; "all singers of one choir" has its scope. What one's own
# mail is, what one's own log holds, or that one never sells an address, is for the sender to say. German "alle" is mostly a
# plain "every".
_NOUN = "recipients|users|customers|subscribers|addresses|bounces|complaints"
_OWN_DOING = (
    "send(?:s|ing)?|buys?|rents?|sells?|shares?|purchases?|scrapes?|harvests?|bought|rented|sold|shared|purchased|scraped"
)
ABSOLUTE = re.compile(
    rf"(?<!not )(?<!almost )(?<!nearly )(?<!logs )(?<!log )\ball (?:of )?(?:the |our |its )?(?:\w+ )?(?:{_NOUN})\b"
    r"(?! (?:who|that|of|with|in|from|on)\b)(?! are (?:\w+ )?logged\b)"
    rf"|(?<!not )\balways\b|\bnever\b(?! (?:{_OWN_DOING})\b)|\bany (?:\w+ )?(?:issues?|problems?)\b"
    r"|(?<![\d.,])100 ?%|\bfully\b(?! (?:compliant|qualified))"
    r"|(?<!nicht )\b(?:immer|stets|ausnahmslos)\b|\b(?:niemals|nie)\b(?! zuvor)|\bsämtliche\b|\bvollständig\b",
    re.I,
)
# An exception scopes it; and in German "never" stands apart from what is one's own doing.
SCOPE = re.compile(
    r"\b(?:except|unless|other than|apart from|but|außer|ausser|ausgenommen|es sei denn|bis auf)\b"
    r"|\b(?:nie|niemals)\b.*(?:send|schick|kauf|miet|weiter)|(?:senden|schicken|kaufen|mieten|geben)\b.*\b(?:nie|niemals)\b",
    re.I,
)
# What one never does has a field of its own; the steps of a checklist claim nothing.
NOT_CLAIMS = ("lists.never[", "checklist[")


def find(words: Words) -> Iterator[Found]:
    """The absolutes of a text, all in one finding."""
    if words.path.startswith(NOT_CLAIMS) or not ABSOLUTE.search(words.text):
        return
    found = [
        match[0]
        for sentence in sentences(own_words(words.text))
        if not SCOPE.search(sentence)
        for match in ABSOLUTE.finditer(sentence)
    ]
    if found:
        quoted = ", ".join(f'"{word}"' for word in dict.fromkeys(found))
        fix = "say for which mail or for whom it holds, or name the exception"
        yield Found(words.path, f"one exception makes {quoted} false", fix)


SIGNS = signs("all always never any 100 fully immer stets ausnahmslos niemals nie sämtliche vollständig")
check = once_a_path(find, SIGNS)
