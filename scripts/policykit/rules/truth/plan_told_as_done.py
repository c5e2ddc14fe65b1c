"""Something that is planned, or not there, is told as done.

The status says that it is not in place, the words say that it is. One of the two is wrong, and a reviewer who meets the words
takes them for a statement about today (AWS-03, AWS-01).

Wrong:
    handling: {complaint: {status: planned, mechanism: We have set up a topic for complaints.}}
    ---
    handling: {complaint: {status: none, action: {en: The team reads them., de: Das Team liest sie bereits.}}}
    ---
    content: [{status: planned, text: Our postal address has been added to each mail.}]
    ---
    content: [{status: planned, text: {en: The footer is short., de: Unsere Anschrift wurde in jede E-Mail eingebaut.}}]
Right:
    handling: {complaint: {status: implemented, mechanism: We have set up a topic for complaints.}}
    ---
    handling: {complaint: {status: planned, planned: A topic receives them., mechanism: (leave out), action: (leave out)}}
Silent:
    handling: {complaint: {status: planned, mechanism: No topic has been set up yet., action: (leave out)}}
    ---
    handling: {complaint: {status: planned, action: A complaint is handled once the topic has been set up.}}
    ---
    handling: {complaint: {status: planned, planned: "The topic has been set up, its reader is missing."}}
    ---
    handling: {complaint: {status: none, action: {en: Nothing is done., de: Es wurde noch nichts eingerichtet.}}}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import own_words, sentences
from policykit.readiness.statuses import texts_with_status
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("TXT-01",)
sources = ("AWS-03", "AWS-01")

_DONE_EN = "implemented|configured|enabled|set up|built|deployed|tested|introduced|activated|added|installed"
_DONE_DE = "eingerichtet|umgesetzt|konfiguriert|aktiviert|getestet|eingeführt|eingebaut"
DONE = re.compile(
    rf"\balready\b|\bha(?:s|ve) (?:now |been )*(?:{_DONE_EN})\b|\b(?:is|are) (?:now )?(?:in place|live|in production)\b"
    rf"|\bbereits\b|\bseit 20\d\d\b|\b(?:wurden?|haben wir|wir haben)\b[^.,]* (?:{_DONE_DE})\b",
    re.I,
)
NOT_DONE = re.compile(
    r"\b(?:not?|none|never|nothing|once|after|until|before|as soon as|when|if|will|would"
    r"|nicht|nichts|kein\w*|sobald|nachdem|bevor|bis|wenn|wird)\b",
    re.I,
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The sentences of what is not in place that tell it as done."""
    for words, record in texts_with_status(product):
        if record.status.is_in_place or words.path.endswith(".planned") or not DONE.search(words.text):
            continue
        for sentence in sentences(own_words(words.text)):
            if (match := DONE.search(sentence)) and not NOT_DONE.search(sentence):
                state = "planned" if record.status == "planned" else "not there"
                message = f'said to be {state}, but told as done: "{match[0]}"'
                yield Found(words.path, message, "correct the status, or move what is promised into `planned:`")
