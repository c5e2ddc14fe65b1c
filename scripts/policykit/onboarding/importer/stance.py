"""How a sentence is meant: as a claim, a plan, a denial, an instruction to the reader, or a gap to fill in.

Only a claim states a fact, and only a claim, a plan or a denial gives a status.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import accumulate, pairwise

from policykit.model import Status
from policykit.readiness.sentences import denies, denies_verb, own_words

from .words import words


class Stance(Enum):
    """How a sentence is meant; the value says why a sentence that is no claim gives no fact."""

    CLAIM = ""
    PLAN = "it is planned, not in place"
    DENIAL = "the sentence denies it"
    CONDITION = "it applies only under a condition"
    PARTLY = "it is in progress, or only partly in place"
    QUESTION = "it is a question, not a claim"
    OTHERS = "it says what someone else requires"
    INSTRUCTION = "it is an instruction to the reader, not a claim"
    OPEN = "the checkbox is not ticked"
    GAP = "it contains a gap that was not filled in"


GAP = re.compile(
    r"\[(?![ xX]?\]|[A-Z]+[ -]?\d+\])[^\]\n]{1,90}\]|\{\{[^}\n]{1,60}\}\}|<(?:your|our|insert|enter|ihr|name|company"
    r"|region)\b[^<>@\n]{0,40}>|\b(?:TODO|TBD|TBC|XXX+)\b", re.I
)  # fmt: skip
# A verb at the start tells the reader what to do, but "Update emails will have", "Send rate" and "send.example.com" do not.
_IMPERATIVE = re.compile(
    r"(?:add|adjust|apply|ask|attach|be prepared|change|check|choose|click|configure|copy|create|customi[sz]e|describe"
    r"|detail|don't|double-check|emphasi[sz]e|enable|ensure|enter|explain|fill|follow|get|give|go|implement|include|insert"
    r"|keep|log in|make|mention|monitor|navigate|open|paste|please|prepare|provide|publish|remember|remove|replace|review"
    r"|select|send|set|setup|specify|submit|update|upload|use|verify|wait|write)(?=\s|$|,)(?!\s+(?:rate|quota|limit|method"
    r"|address|api|case))(?!(?<=pdate)\s[\w ]{1,30}\b(?:will|are|have|go)\b)|(?:you|we) (?:should|need to|must|have to)\b"
    r"|(?:bitte|denken sie|[a-zäöü]+(?:en|ern|eln) sie)\b", re.I
)  # fmt: skip
_GUIDE = words(
    "step* to, step 1, step 2, step 3, step 4, how to, check list*, checklist*, instruction*, next step*, post approval",
    "pre production, after approval, tips, checkliste, hinweise, nach dem senden",
)
_OWN = words("we, our, I, my, us, wir, is, are, has, have, will, was, were")
_YOURS, _OURS = words("you, your, yours, yourself"), words("we, our, us, my, me, I")
_PLAN = re.compile(
    r"\b(?:will|shall|plan(?:s|ned|ning)|plan (?:to|for)|(?:we|i) (?:also )?plan|going to|intends? to|to be (?:\w+ed|set)"
    r"|upcoming|geplant\w*|planen|vorgesehen|demnächst|künftig|sobald)\b|['’]ll\b|\b(?:wird|werden)\b[^.]{0,80}\b(?:noch"
    r"|ein(?:richt|führ)en|konfigurieren|setzen|hinzufügen|aktivieren|verifizieren)\b", re.I
)  # fmt: skip
_PARTLY = words("pending, in progress, partly, partially, under evaluation")
_OTHERS = re.compile(
    r"\b(?:AWS|Amazon|SES|Gmail|Google|Yahoo|Microsoft|providers?)\b[^.]{0,30}"
    r"\b(?:requires?|recommends?|wants?|asks?|expects?|demands?|suggests?|responds?|verlangt|empfiehlt|fordert|erwartet)\b"
    r"|\b(?:must|should|ha(?:s|ve) to|needs? to) (?:be|have)\b|\brecommended\b|\bmay request\b"
)
_PLANNED_ABOVE = re.compile(
    r"\b(?:planned|plans?|roadmap|future|upcoming|to be done|we will|geplant\w*|ausblick)\b(?! to send)", re.I
)
_ASKS = re.compile(r"(?:\d+[.)] )?(?:how|what|which|who|describe|please|explain)\b|.*\?$", re.I)
_CONDITION = re.compile(r"\b(?:if|unless|falls|sofern|would(?! (?:like|love))|should)\b", re.I)
_DONE = re.compile(
    r"\b(?:configured|verified|verification successful|set up|enabled|in place|implemented|published|active|activated|live"
    r"|added|completed?|done|passing|eingerichtet|konfiguriert|verifiziert|bestätigt|aktiv(?:iert)?|gesetzt|veröffentlicht"
    r"|vorhanden|hinterlegt|eingeschaltet)\b|[✅✓✔]", re.I
)  # fmt: skip
_NEXT = re.compile(
    r",\s|;|\s(?:but|while|whereas|aber|während)\s|\s(?:and|und)\s(?=[^,;]{0,60}\b(?:is|are|will|ist|sind|wird)\b)", re.I
)
_VERBS = r"(?:is|are|was|were|has|have|will|under|ist|sind|wurden?|wird|werden)\b"
_STATES = re.compile(rf"\b{_VERBS}|{_DONE.pattern}", re.I)
_NO_SUBJECT = re.compile(rf"[\s,;]*(?:and|but|und|aber)?\s*{_VERBS}", re.I)
_TO_BE_DONE = re.compile(
    r"\b(?:(?:will|shall|to)(?:\s+(?:be|also|then|soon|still))*|planned|noch|(?:wird|werden)(?: \w+){0,4}?)\s+(?:set up"
    r"|in place|\w+)", re.I
)  # fmt: skip
_VALUE = re.compile(r"https?://\S+|[a-z]{2}-[a-z]+-\d")
_SETTING = re.compile(r"\b\w+=\S+")
_MEANT = ((_OTHERS, Stance.OTHERS), (_CONDITION, Stance.CONDITION), (_PARTLY, Stance.PARTLY), (_PLAN, Stance.PLAN))
"""Pattern -> stance; the first match decides."""


def stance_of(text: str, label: str, value: str, above: tuple[str, ...], *, block: int, box: bool | None) -> Stance:
    """How a sentence is meant, from its words and the lines above it."""
    if box is False:
        return Stance.OPEN
    if GAP.search(value or text):
        return Stance.GAP
    # Steps for the reader are short and have no subject; a label with its value, and what "we" do, are the request itself.
    is_bare = block or label or _OWN.search(text) or _VALUE.fullmatch(text)
    guided = not is_bare and any(_GUIDE.search(line) for line in above)
    explains = not label and _YOURS.search(own_words(text)) and not _OURS.search(text)
    if guided or explains or any(_IMPERATIVE.match(part) for part in (text.lstrip(), value)):
        return Stance.INSTRUCTION
    if text.rstrip().endswith("?"):
        return Stance.QUESTION
    for pattern, stance in _MEANT:
        if pattern.search(text):
            return stance
    # `p=none` and what is quoted deny nothing.
    if denies(own_words(_SETTING.sub(" ", text))):
        return Stance.DENIAL
    # "How do you plan to handle bounces?" is AWS's question, not a plan.
    if any(_PLANNED_ABOVE.search(line) and not _ASKS.match(line) for line in (above[:1] if block else above[:2])):
        return Stance.PLAN
    # "Sending without the sandbox" is a topic; only leads such as "We do not:" and "No marketing:" deny what follows.
    lead = above[0] if above and not above[0].endswith("?") else ""
    return Stance.DENIAL if re.match(r"(?:no|keine?)\b", lead, re.I) or denies_verb(lead) else Stance.CLAIM


def status_about(stance: Stance, sentence: str, name: re.Match[str]) -> Status | None:
    """The status that a sentence gives to the thing at `name`, ignoring other things; None if it gives none."""
    clause = _clause_at(sentence, name.start())
    is_other = (stance is Stance.PLAN and _PLAN.search(sentence)) or (stance is Stance.DENIAL and denies(sentence))
    if _PLAN.search(clause):
        stance = Stance.PLAN
    elif is_other and not denies(clause):
        stance = Stance.CLAIM
    return status_of(stance, clause)


def _clause_at(sentence: str, at: int) -> str:
    """The clause at an offset: of "SPF is configured, DKIM and DMARC will be", each has its own verb."""
    cuts = [0, *(match.start() for match in _NEXT.finditer(sentence)), len(sentence)]
    clauses: list[str] = []
    for part in (sentence[begin:end] for begin, end in pairwise(cuts)):
        if clauses and not _STATES.search(clauses[-1]) and not _NO_SUBJECT.match(part):
            clauses[-1] += part
        else:
            clauses.append(part)
    ends = list(accumulate(map(len, clauses)))
    index = next((index for index, end in enumerate(ends) if at < end), len(clauses) - 1)
    return clauses[index] if _STATES.search(clauses[index]) else clauses[max(index - 1, 0)] + clauses[index]


def status_of(stance: Stance, said: str) -> Status | None:
    """The status that a text gives; None if it gives none."""
    if stance is Stance.PLAN:
        return None if _DONE.search(_TO_BE_DONE.sub("", said)) else Status.PLANNED
    given = {Stance.CLAIM: Status.IMPLEMENTED, Stance.DENIAL: Status.NONE}
    return given.get(stance) if _DONE.search(said) else None
