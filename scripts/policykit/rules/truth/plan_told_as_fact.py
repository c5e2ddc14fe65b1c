"""Something that is said to be in place is told in the future.

AWS wants the steps that are in place, not those you plan (AWS-03), and the form makes you acknowledge a process that exists
(AWS-01). "We will suppress" under a heading that says "implemented" makes the reviewer doubt the rest.

Wrong:
    handling: {bounce_hard: {action: The address will be suppressed.}}
    ---
    handling: {complaint: {mechanism: {en: A topic receives complaints., de: Ein Thema ist für Beschwerden geplant.}}}
    ---
    content: [{text: We plan to add our postal address to each mail.}]
    ---
    monitoring: {alarms: [{action: We are going to stop the stream.}]}
Right:
    handling: {bounce_hard: {action: The address is suppressed.}}
    ---
    handling: {bounce_hard: {status: planned, action: The address will be suppressed.}}
Silent:
    handling: {bounce_hard: {action: {en: The address is suppressed., de: Die Adressen werden gesperrt.}}}
    ---
    handling: {bounce_hard: {action: As soon as a bounce arrives the address is suppressed., planned: We will write too.}}
    ---
    handling: {complaint: {action: "If a complaint arrives, the address will be suppressed."}}
    ---
    volume: {basis: We would like to request a low quota and expect that we will grow.}
    ---
    audience: {relationship: Recipients expect this mail soon after they book.}
    ---
    content: [{text: {en: The mail names the upcoming rehearsal and its planned end., de: Sie nennt die geplante Probe.}}]
    ---
    content: [{text: 'The page says "you will get a code" and tells readers that the link will expire.'}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import own_words, sentences
from policykit.readiness.statuses import texts_with_status
from policykit.rules import Context, Found, ProductView, Words

severity = "error"
covers = ("TXT-01",)
sources = ("AWS-03", "AWS-01")

# German `werden` is mostly the passive of the present ("Adressen werden gesperrt"), so only words that cannot be it.
FUTURE = {
    "en": re.compile(
        r"\b(?:will|shall|going to|(?:we|is|are) plan(?:ned|ning)?|plans? to|intends? to|(?<!as )soon|not yet"
        r"|upcoming (?:version|release|weeks?|months?)|to be (?:implemented|added|configured|enabled|set up))\b",
        re.I,
    ),
    "de": re.compile(
        r"\b(?:geplant|wir planen|planen wir|künftig|zukünftig|demnächst|in Kürze|beabsichtig\w+|vorgesehen|noch nicht)\b",
        re.I,
    ),
}
# "If the rate exceeds 0.1 %, we will stop" is a procedure in place, badly told: procedure-told-in-the-future.
CONDITION = re.compile(r"\b(?:if|when|whenever|in case|should|wenn|falls|sollten?)\b", re.I)
TOLD_TO_READERS = re.compile(r"\b(?:tells?|says?|states?|explains?|informs?|warns?)\b.*\bthat\b.*\b(?:will|shall)\b", re.I)
# In a draft no field says what a sentence is about; only a promise to build something is one beyond doubt.
PROMISE = re.compile(
    r"\bwe (?:will|shall|plan to|intend to|are going to|are planning to) (?:\w+ly |also |then )?"
    r"(?:implement|configure|set up|enable|add|build|deploy|introduce|activate|automate|create|suppress|flag|publish|verify)\b"
    r"|\bwir (?:werden|planen|beabsichtigen)\b.*\b(?:einrichten|umsetzen|einführen|aktivieren|einzurichten)\b",
    re.I,
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The sentences of mechanisms, claims and alarms in place that speak of the future."""
    for words, record in texts_with_status(product):
        future = FUTURE.get(words.language)
        if not record.status.is_in_place or words.path.endswith(".planned") or not future or not future.search(words.text):
            continue
        for sentence in sentences(own_words(words.text)):
            match = future.search(sentence)
            if match and not CONDITION.search(sentence) and not TOLD_TO_READERS.search(sentence):
                message = f'said to be in place, but told in the future: "{match[0]}"'
                yield Found(words.path, message, "tell what happens today, or set `status: planned`")


def find(words: Words) -> Iterator[Found]:
    """Promises to build something, in a draft."""
    for sentence in sentences(own_words(words.text)):
        if (match := PROMISE.search(sentence)) and not CONDITION.search(sentence):
            fix = "put it in place and tell what happens today, or leave it out of the reply"
            yield Found(words.path, f'promised, not in place: "{match[0]}"', fix)
