"""Plans and facts."""

import re
from collections.abc import Iterator

from policykit.model import Status, values_at
from policykit.readiness.sentences import own_words, sentence_at, sentences
from policykit.readiness.statements import wordings
from policykit.readiness.statuses import texts_with_status
from policykit.rules import Found, ProductView, Words, rule, text_rule
from policykit.rules.lib.quotations import quoted

COMMITMENT = re.compile(
    r"\bwe (?:\w+ )?commit(?= to|\b\s*:| ourselves)|\b(?:is|are|remain) (?:\w+ )?committed to\b"
    r"|\b(?:we|team|company) strives?\b"
    r"|\bstriv(?:es?|ing) (?:to|for)\b"
    r"|\bverpflichten wir uns\b|\bwir (?:\w+ )?verpflichten uns\b|\b(?:sind|ist) (?:\w+ )?bestrebt\b|\bbemühen uns\b"
    r"|\b(?:sind|ist) (?:[\w-]+ ){0,5}bemüht\b",
    re.I,
)


@text_rule("note", covers=["TXT-02"], signs="commit strive striving verpflichten bestrebt bemühen bemüht")
def commitment_instead_of_control(words: Words) -> Iterator[Found]:
    """A text makes a commitment instead of naming a control.

    AWS cannot check "We are committed to low complaint rates". It can check a control: what you monitor, at which number you
    act, and who does it.

    Fix: Say what you do, at which number, and who does it.

    Wrong:
        commitments: [We are committed to the highest sending quality.]
        ---
        purpose: [{en: We commit to low complaint rates., de: Wir verpflichten uns zu niedrigen Beschwerderaten.}]
        ---
        purpose: [{en: Our team strives for low complaint rates., de: Wir sind um niedrige Beschwerderaten bemüht.}]
    Right:
        commitments: [We stop a stream at a complaint rate of 0.05%.]
    Silent:
        sending: [{text: The worker commits each message to the queue before the next git commit is deployed.}]
        ---
        sending: [{text: {en: A contract binds the provider., de: Ein Vertrag verpflichtet den Anbieter zur Löschung.}}]
        ---
        audience: {who: members of a group called "We strive higher"}
    """
    for match in COMMITMENT.finditer(own_words(words.text)):
        yield Found(words.path, "This is a commitment, not a control: {words}.", words=quoted([match[0]]))


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


@rule("error", covers=["TXT-01"], sources=["AWS-03", "AWS-01"])
def plan_told_as_done(product: ProductView) -> Iterator[Found]:
    """Something that is planned or missing is described as done.

    The status says that it is not in place; the text says that it is. AWS reads the text as a statement about today.

    Fix: Correct the status, or move the text to `planned`.

    Wrong:
        handling: {complaint: {status: planned, mechanism: We have set up an SNS topic for complaints.}}
        ---
        handling: {complaint: {status: none, action: {en: The team reads them., de: Das Team liest sie bereits.}}}
        ---
        content: [{status: planned, text: Our postal address has been added to each email.}]
        ---
        content: [{status: planned, text: {en: The footer is short., de: Unsere Anschrift wurde in jede E-Mail eingebaut.}}]
    Right:
        handling: {complaint: {status: implemented, mechanism: We have set up an SNS topic for complaints.}}
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
    for words, record in texts_with_status(product):
        if record.status.is_in_place or words.path.endswith(".planned") or not DONE.search(words.text):
            continue
        for sentence in sentences(own_words(words.text)):
            if (match := DONE.search(sentence)) and not NOT_DONE.search(sentence):
                yield Found(
                    words.path,
                    'The status is `{status}`, but the text describes it as done: "{words}".',
                    status=record.status,
                    words=match[0],
                )


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
# "If the rate exceeds 0.1 %, we will stop" is a procedure in use: see procedure-told-in-the-future.
CONDITION = re.compile(r"\b(?:if|when|whenever|in case|should|wenn|falls|sollten?)\b", re.I)
TOLD_TO_READERS = re.compile(r"\b(?:tells?|says?|states?|explains?|informs?|warns?)\b.*\bthat\b.*\b(?:will|shall)\b", re.I)
# In a draft no field says what a sentence is about; only a promise to build something is clear.
PROMISE = re.compile(
    r"\bwe (?:will|shall|plan to|intend to|are going to|are planning to) (?:\w+ly |also |then )?"
    r"(?:implement|configure|set up|enable|add|build|deploy|introduce|activate|automate|create|suppress|flag|publish|verify)\b"
    r"|\bwir (?:werden|planen|beabsichtigen)\b.*\b(?:einrichten|umsetzen|einführen|aktivieren|einzurichten)\b",
    re.I,
)


@text_rule("error", covers=["TXT-01"], sources=["AWS-03", "AWS-01"])
def plan_told_as_fact(words: Words) -> Iterator[Found]:
    """Something marked as in place is described in the future tense.

    AWS wants the steps that are in place, not those you plan, and its form makes you confirm a process that exists. "We will
    suppress" about something marked as implemented makes a reviewer doubt the rest.

    Fix: Describe what happens today, or set `status: planned`.

    Wrong:
        handling: {bounce_hard: {action: The address will be suppressed.}}
        ---
        handling: {complaint: {mechanism: {en: A topic receives complaints., de: Ein Thema ist für Beschwerden geplant.}}}
        ---
        content: [{text: We plan to add our postal address to each email.}]
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
        audience: {relationship: Recipients expect this email soon after they book.}
        ---
        content: [{text: {en: The email names the upcoming rehearsal and its planned end., de: Sie nennt die geplante Probe.}}]
        ---
        content: [{text: 'The page says "you will get a code" and tells readers that the link will expire.'}]
    """
    # In a draft: promises to build something.
    for sentence in sentences(own_words(words.text)):
        if (match := PROMISE.search(sentence)) and not CONDITION.search(sentence):
            yield Found(
                words.path,
                "The text promises something that is not in place yet: {words}.",
                "Put it in place and describe what happens today, or leave it out of the reply.",
                words=quoted([match[0]]),
            )


@plan_told_as_fact.in_product
def _plan_told_as_fact_in_product(product: ProductView) -> Iterator[Found]:
    for words, record in texts_with_status(product):
        future = FUTURE.get(words.language)
        if not record.status.is_in_place or words.path.endswith(".planned") or not future or not future.search(words.text):
            continue
        for sentence in sentences(own_words(words.text)):
            match = future.search(sentence)
            if match and not CONDITION.search(sentence) and not TOLD_TO_READERS.search(sentence):
                yield Found(
                    words.path,
                    'The status says that this is in place, but the text is about the future: "{words}".',
                    words=match[0],
                )


IMPLEMENTED = re.compile(rf"\bwe have (?:already |now |also )?(?:{_DONE_EN})\b", re.I)
HANDLING = re.compile(r"\b(?:bounc|complain|suppress|unsubscri|monitor|mechanism|measure|alarm|notification)", re.I)


@rule("error", covers=["TXT-01", "CON-02"], sources=["AWS-03"])
def promise_beside_implemented(product: ProductView) -> Iterator[Found]:
    """The text says "we have implemented" in one place and "we will implement" in another.

    AWS expects to find everything that follows "we have implemented". A promise further down shows that a part of it does not
    exist yet.

    Fix: Put the part in place, or describe what is in place and what is planned under separate headings.

    Wrong:
        statements:
          - {about: handling.bounce_hard, says: "We have implemented bounce and complaint handling:", line: 49}
          - {about: handling.suppression, says: We will implement automatic suppression lists., line: 54}
        ---
        purpose: [We have implemented bounce and complaint handling.]
        commitments: [We will add a suppression list.]
    Right:
        statements:
          - {about: handling.bounce_hard, says: "We have implemented bounce and complaint handling:", line: 49}
          - {about: handling.suppression, says: "Not in place yet: automatic suppression lists.", line: 54}
        ---
        purpose: [We have implemented bounce and complaint handling. A suppression list is not in place yet.]
    Silent:
        purpose: [We have implemented bounce and complaint handling.]
        commitments: [We will add a page about rehearsals.]
        ---
        handling: {suppression: {status: planned, planned: We will implement automatic suppression lists.}}
        purpose: [We have implemented bounce handling.]
    """
    # A record with a status has its own rules, and implemented-said-of-plans reports a heading over fields that are planned.
    texts = [item for item in wordings(product, "") if not item.path.startswith("checklist[")]
    planned = {(item.says, item.line) for item in product.statements if not _is_in_place(product, item.about)}
    headings = {(item.says, item.line) for item in product.statements} - planned
    done = next(
        (
            sentence_at(item.text, match).rstrip(".: ")
            for item in texts
            if (match := IMPLEMENTED.search(item.text)) and HANDLING.search(item.text)
            if item.path == item.about or any(item.text == says for says, _ in headings)
        ),
        None,
    )
    if done is None:
        return
    with_status = {words.path for words, _ in texts_with_status(product)}
    for item in texts:
        for sentence in sentences(own_words(item.text)) if item.path not in with_status else ():
            match = PROMISE.search(sentence)
            if match and HANDLING.search(sentence) and not CONDITION.search(sentence):
                yield Found(item.path, 'You say "{done}", but also "{promise}".', done=done, promise=sentence.strip(". "))
                return


def _is_in_place(product: ProductView, about: str) -> bool:
    values = [part for value in values_at(product, about) for part in (value if isinstance(value, tuple) else (value,))]
    return all(state.is_in_place for part in values if isinstance(state := getattr(part, "status", part), Status))


PROCEDURE = re.compile(
    r"\b(?:if|when|whenever|in case|should)\b.*\b(?:we|team|lead|address|stream|sending|mail) will \w+", re.I
)
PROCEDURE_TOLD_TO_READERS = re.compile(r"\b(?:tell|say|state|explain|inform|warn)s?\b.*\bthat\b.*\bwill\b", re.I)


@text_rule(
    "note",
    covers=["TXT-01"],
    sources=["AWS-03"],
    severity_because="The procedure is in place and only its tense is wrong; the entry's error is for what does not exist.",
)
def procedure_told_in_the_future(words: Words) -> Iterator[Found]:
    """A procedure in use is described in the future tense.

    "If the rate rises, we will look into it" reads like a plan, although the procedure exists. AWS wants the steps that are in
    place.

    Fix: Use the present tense, and begin with the number: "At 0.05% we stop the stream."

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
    if " will " not in words.text:
        return
    for sentence in sentences(own_words(words.text)):
        if (match := PROCEDURE.search(sentence)) and not PROCEDURE_TOLD_TO_READERS.search(sentence):
            yield Found(words.path, "This procedure is in the future tense: {words}.", words=quoted([_short(match[0])]))


@procedure_told_in_the_future.in_product
def _procedure_told_in_the_future_in_product(product: ProductView) -> Iterator[Found]:
    for words, record in texts_with_status(product):
        if record.status.is_in_place and not words.path.endswith(".planned"):
            yield from procedure_told_in_the_future(words)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"... {text[-56:]}"
