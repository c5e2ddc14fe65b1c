"""A text tells its author what to write.

Advice such as "make sure to mention" was meant for whoever prepared the request. Sent to AWS, it makes the answer look staged.
It belongs into the checklist.

Wrong:
    purpose: [Emphasize that all mail is transactional.]
    ---
    handling: {complaint: {action: Describe how you handle complaints.}}
    ---
    commitments: [Rates stay low (customize as needed).]
    ---
    content: [{text: {en: The footer is short., de: "Erwähnen Sie, dass die Domain verifiziert ist."}}]
Right:
    purpose: [Each mail follows from an action of its recipient.]
    ---
    checklist: [{list: send-reply, text: Make sure to mention the verified domain.}]
Silent:
    purpose: [Singers describe how they feel and mention that in the form; leaders emphasize the next date.]
    ---
    content: [{text: The mail asks readers to make sure that the code is theirs.}]
    ---
    content: [{text: {en: The page helps., de: 'Die Seite beschreibt, wie man sich abmeldet und Texte kopiert.'}}]
    ---
    streams: [{trigger: {event: "Singers copy and paste the code, or customize the reminder as they like."}}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import own_words, signs
from policykit.rules import Found, Words
from policykit.rules.lib.each_text import once_a_path

severity = "error"
covers = ("TXT-08",)

# An order stands at the beginning, or after a list mark or a label: "- **Content Review**: Explain the approval".
_START = r"(?:^|[.!?:][*\s]|\()[\s>*\-\d.]*"
COACHING = re.compile(
    rf"{_START}(?P<order>emphasi[sz]e (?:that|the|how)|(?:make|be) sure to (?:mention|include|add|say|state|describe)"
    r"|don't forget to|(?:customi[sz]e|personali[sz]e|adapt|tailor) (?:this|the) (?:response|reply|text|template|answer)"
    r"|(?:describe|explain) (?:how (?:you|your|we)|your|the process|opt-in|email template)"
    r"|mention (?:that|DKIM|SPF|your)|detail (?:your|CloudWatch)"
    r"|copy (?:and paste )?(?:this|the (?:text|response|section|reply))"
    r"|be prepared to provide"
    r"|(?:betonen|erwähnen|beschreiben|erklären) Sie, (?:dass|wie)|kopieren Sie (?:den|diesen) Text"
    r"|fügen Sie (?:den Text|alle Details)"
    r"|passen Sie (?:den Text|die Antwort))\b"
    r"|(?P<aside>\((?:please )?(?:customi[sz]e|adapt|adjust|edit) (?:as|if) (?:needed|necessary)\)"
    r"|\bbefore submitting, (?:review|check|replace)|\[(?:detail|describe|explain|list|insert) [^\]\n]+\])",
    re.I,
)


def find(words: Words) -> Iterator[Found]:
    """The first such advice of a text; the source's own steps are where advice belongs."""
    if words.path.startswith("checklist["):
        return
    if match := COACHING.search(own_words(words.text)):
        told = match["order"] or match["aside"]
        yield Found(words.path, f'advice to the author: "{told}"', "say it, instead of saying that it is to be said")


SIGNS = signs(
    "emphasize emphasise make be don customize customise personalize personalise adapt tailor describe explain mention detail",
    "copy adjust edit before list insert betonen erwähnen beschreiben erklären kopieren fügen passen",
)
check = once_a_path(find, SIGNS)
