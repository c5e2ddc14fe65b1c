"""A standing procedure is told in the future.

"If the rate rises, we will look into it" reads like a plan, although the procedure is there. AWS counts the steps that are in
place (AWS-03), so the present tense says more: "At this rate we stop the stream."

Wrong:
    handling: {monitoring: {action: "If the complaint rate exceeds 0.05%, we will stop the stream."}}
    ---
    monitoring: {alarms: [{action: "When it goes off, the technical lead will stop the stream."}]}
Right:
    handling: {monitoring: {action: "At a complaint rate of 0.05% we stop the stream."}}
Silent:
    handling: {monitoring: {action: "If the complaint rate exceeds 0.05%, we stop the stream."}}
    ---
    handling: {monitoring: {status: planned, action: "If the complaint rate exceeds 0.05%, we will stop the stream."}}
    ---
    handling: {monitoring: {action: When somebody asks we tell them that their code will expire.}}
    ---
    volume: {basis: "If a further choir joins, the volume will grow."}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import own_words, sentences
from policykit.readiness.statuses import texts_with_status
from policykit.rules import Context, Found, ProductView, Words

severity = "note"
severity_because = "The procedure is in place and only its tense is wrong; the entry's error is for what does not exist."
covers = ("TXT-01",)
sources = ("AWS-03",)

PROCEDURE = re.compile(
    r"\b(?:if|when|whenever|in case|should)\b.*\b(?:we|team|lead|address|stream|sending|mail) will \w+", re.I
)
TOLD_TO_READERS = re.compile(r"\b(?:tell|say|state|explain|inform|warn)s?\b.*\bthat\b.*\bwill\b", re.I)
REMEDY = 'tell it in the present, number first: "At 0.05% we stop the stream"'


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """The procedures among the mechanisms, claims and alarms in place."""
    for words, record in texts_with_status(product):
        if record.status.is_in_place and not words.path.endswith(".planned"):
            yield from find(words)


def find(words: Words) -> Iterator[Found]:
    """Each sentence with a condition and what will then be done."""
    if " will " not in words.text:
        return
    for sentence in sentences(own_words(words.text)):
        if (match := PROCEDURE.search(sentence)) and not TOLD_TO_READERS.search(sentence):
            yield Found(words.path, f'a procedure told in the future: "{_short(match[0])}"', REMEDY)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"... {text[-56:]}"
