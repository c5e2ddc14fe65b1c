"""Classifies how a sentence is meant: as a claim, a plan, a denial, an instruction to the reader, or a gap to fill in.

Only a claim states a fact, and only a claim or a plan gives a status.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Protocol

from policykit.model import Status
from policykit.readiness.sentences import denies, denies_verb

from .words import words_of


class Stance(Enum):
    """How a sentence is meant."""

    CLAIM = "claim"
    PLAN = "plan"
    DENIAL = "denial"
    CONDITION = "condition"
    PARTLY = "partly"
    QUESTION = "question"
    OTHERS = "others"
    INSTRUCTION = "instruction"
    OPEN = "open"
    GAP = "gap"


class Said(Protocol):
    """The attributes of a passage on which its stance depends."""

    @property
    def text(self) -> str:
        """Its text."""

    @property
    def value(self) -> str:
        """The text after its label."""

    @property
    def above(self) -> tuple[str, ...]:
        """The leads and headings above it, nearest first."""

    @property
    def block(self) -> int:
        """Number of its fenced block; 0 outside."""

    @property
    def box(self) -> bool | None:
        """Whether its checkbox is ticked; None without one."""


REASONS = {
    Stance.PLAN: "it is planned, not in place",
    Stance.DENIAL: "the sentence denies it",
    Stance.CONDITION: "it applies only under a condition",
    Stance.PARTLY: "it is in progress, or only partly in place",
    Stance.QUESTION: "it is a question, not a claim",
    Stance.OTHERS: "it says what someone else requires",
    Stance.INSTRUCTION: "it is an instruction to the reader, not a claim",
    Stance.OPEN: "the checkbox is not ticked",
    Stance.GAP: "it contains a gap that was not filled in",
}

GAP = re.compile(
    r"\[(?![ xX]?\]|[A-Z]+[ -]?\d+\])[^\]\n]{2,60}\](?!\()|\{\{[^}\n]{1,60}\}\}|<(?:your|our|insert"
    r"|enter|ihr|name|company)\b[^<>@\n]{0,40}>"
    r"|\b(?:TODO|TBD|TBC|XXX+)\b",
    re.I,
)
_IMPERATIVES = words_of(
    "add adjust apply ask attach change check choose click configure copy create customi[sz]e describe detail don't "
    "double-check emphasi[sz]e enable ensure enter explain fill follow get give go implement include insert keep make "
    "mention monitor open paste please prepare provide publish remember remove replace review select send set setup "
    "specify submit update upload use verify wait write"
)
_IMPERATIVE = re.compile(
    rf"(?:{'|'.join(sorted(_IMPERATIVES))})\b(?!\s*(?:[:/]|rate|quota|limit|method|address|api|case))"
    r"|(?:you|we) (?:should|need to|must|have to)\b"
    r"|(?:bitte|denken sie|[a-zäöü]+(?:en|ern|eln) sie)\b",
    re.I,
)
_GUIDE = re.compile(
    r"\b(?:steps? (?:to|\d)|step \d|how to|check-?list\w*|to-?dos?|instructions?|next steps?|post-approval|pre-production"
    r"|anleitung|checkliste|hinweise|nach dem senden|schritte)\b",
    re.I,
)
_PLAN = re.compile(
    r"\b(?:will|shall|plan(?:s|ned|ning)?(?: to| for)?|going to|intends? to|to be (?:\w+ed|set)"
    r"|upcoming"
    r"|geplant\w*|planen|vorgesehen|demnächst|künftig|sobald)\b"
    r"|\b(?:wird|werden)\b[^.]{0,80}\b(?:noch|einrichten|einführen|konfigurieren|setzen|hinzufügen|aktivieren|verifizieren)\b",
    re.I,
)
_PARTLY = re.compile(r"\b(?:pending|in progress|under way|partly|partially|teilweise|ausstehend|in arbeit)\b", re.I)
_OTHERS = re.compile(
    r"\b(?:AWS|Amazon|SES|Gmail|Google|Yahoo|Microsoft|providers?)\b[^.]{0,30}"
    r"\b(?:requires?|recommends?|wants?|asks?|expects?|demands?|suggests?|verlangt|empfiehlt|fordert|erwartet)\b"
    r"|\b(?:must|should|ha(?:s|ve) to|needs? to) (?:be|have)\b|\brecommended\b"
)
_PLANNED_ABOVE = re.compile(
    r"\b(?:planned|plans?|roadmap|future|upcoming|to be done|we will|geplant\w*|ausblick|zukünftig\w*)\b(?! to send)", re.I
)
_NONE_ABOVE = re.compile(r"(?:no|keine?)\b", re.I)
_CONDITION = re.compile(r"\b(?:if|unless|falls|sofern|would|should)\b", re.I)
_DONE = re.compile(
    r"\b(?:configured|verified|verification successful|set up|enabled|in place|implemented|published"
    r"|active|activated|live|added|completed?|done"
    r"|eingerichtet|konfiguriert|verifiziert|bestätigt|aktiv(?:iert)?|gesetzt|veröffentlicht"
    r"|vorhanden|hinterlegt|eingeschaltet)\b",
    re.I,
)
_LIST = (
    r"(?:[\s,/&(]*\b(?:and|und|or|the|our|a|an|custom|easy|valid|SPF|DKIM|DMARC|MX|DNS|CNAME|TXT|\d+"
    r"|records?|einträge?|policy|signing)\b\)?)"
)
_VERB = re.compile(rf"{_LIST}{{0,10}}\s+(?P<verb>is|are|was|were|has|have|will|shall|ist|sind|wird|werden|wurden?)\b", re.I)
_OTHER_VERB = re.compile(r"\b(?:is|are|was|were|has|have|under|ist|sind|wurden?)\b", re.I)
_NEXT = re.compile(
    r",\s|;|\s(?:but|while|whereas|aber|während)\s|\s(?:and|und)\s(?=[^,;]{0,60}\b(?:is|are|will|ist|sind|wird)\b)", re.I
)
_DONE_BEFORE = re.compile(
    rf"(?:^|\b(?:have|has|haben|hat)\s+(?:\w+\s+)?|[(:]\s*)(?:configured|set up|enabled|published"
    rf"|implemented|added|activated){_LIST}{{0,8}}[\s,/]*$",
    re.I,
)
_TO_BE_DONE = re.compile(
    r"\b(?:(?:will|shall|to)(?:\s+(?:be|also|then|soon|still))*|planned|noch"
    r"|(?:wird|werden)(?: \w+){0,4}?)\s+(?:set up|in place|\w+)",
    re.I,
)
_MEANT = (
    (_OTHERS, Stance.OTHERS),
    (_CONDITION, Stance.CONDITION),
    (_PARTLY, Stance.PARTLY),
    (_PLAN, Stance.PLAN),
)
"""Pattern -> stance; the first match decides."""


def stance_of(passage: Said, sentence: str) -> Stance:
    """How a sentence of a passage is meant."""
    # Data in a fenced block is not a step, even under a heading such as "Next steps".
    guided = not passage.block and any(_GUIDE.search(words) for words in passage.above)
    starts = (sentence.lstrip(), passage.value)
    if passage.box is False:
        return Stance.OPEN
    if GAP.search(passage.value or sentence):
        return Stance.GAP
    if guided or any(_IMPERATIVE.match(words) for words in starts):
        return Stance.INSTRUCTION
    if sentence.rstrip().endswith("?"):
        return Stance.QUESTION
    for pattern, stance in _MEANT:
        if pattern.search(sentence):
            return stance
    return Stance.DENIAL if denies(sentence) else _of_context(passage)


def _of_context(passage: Said) -> Stance:
    """How a plain sentence is meant under its lead or heading: as a plan, a denial or a claim."""
    above = passage.above[:2] if not passage.block else passage.above[:1]
    if any(_PLANNED_ABOVE.search(words) for words in above):
        return Stance.PLAN
    # "Sending without the sandbox" is a topic; only leads such as "We do not:" and "No marketing:" deny what follows.
    lead = passage.above[0] if passage.above else ""
    return Stance.DENIAL if _NONE_ABOVE.match(lead) or denies_verb(lead) else Stance.CLAIM


def reason(stance: Stance) -> str | None:
    """Why a sentence gives no status; None for a claim or a plan."""
    return None if stance in (Stance.CLAIM, Stance.PLAN) else REASONS[stance]


def is_done(words: str) -> bool:
    """Whether a text says that something is in place."""
    return bool(_DONE.search(words))


def status_about(stance: Stance, sentence: str, name: re.Match[str]) -> Status | None:
    """The status that a sentence gives to the thing at `name`, ignoring other things; None if it gives none."""
    after = sentence[name.end() :]
    if verb := _VERB.match(after):
        end = _NEXT.search(after, verb.end())
        return status_of(stance, after[verb.start("verb") : end.start() if end else len(after)])
    if stance is not Stance.CLAIM:
        return status_of(stance, sentence)
    # "SPF and DKIM: configured", "we have configured SPF and DKIM"; a verb in between starts another statement.
    done = _DONE.search(after)
    follows = done and not _OTHER_VERB.search(after, 0, done.start())
    return Status.IMPLEMENTED if follows or _DONE_BEFORE.search(sentence[: name.start()]) else None


def status_of(stance: Stance, words: str) -> Status | None:
    """The status that a text gives; None if it gives none."""
    if stance is Stance.PLAN:
        # "SPF is configured, DKIM will be" has two statuses, so a person must decide.
        return None if is_done(_TO_BE_DONE.sub("", words)) else Status.PLANNED
    return Status.IMPLEMENTED if stance is Stance.CLAIM and is_done(words) else None
