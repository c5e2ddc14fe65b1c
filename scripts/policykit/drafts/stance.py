"""How a sentence means what it says: as a claim, a plan, a denial, an instruction to the reader, a gap to fill in.

May import `model`. Only a claim states a fact, and only a claim or a plan gives a status.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Protocol

from ..model import Status
from .words import words_of


class Stance(Enum):
    """How a sentence is meant."""

    CLAIM = "claim"
    PLAN = "plan"
    DENIAL = "denial"
    CONDITION = "condition"
    INSTRUCTION = "instruction"
    OPEN = "open"
    GAP = "gap"


class Said(Protocol):
    """A passage, as far as its stance depends on it."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def value(self) -> str:
        """What stands behind its label."""

    @property
    def above(self) -> tuple[str, ...]:
        """What it stands under."""

    @property
    def block(self) -> int:
        """Number of its fenced block."""

    @property
    def box(self) -> bool | None:
        """Whether its box is ticked."""


REASONS = {
    Stance.PLAN: "it is planned, not in place",
    Stance.DENIAL: "the sentence denies it",
    Stance.CONDITION: "it holds only under a condition",
    Stance.INSTRUCTION: "an instruction to the reader is no claim",
    Stance.OPEN: "the box is not ticked",
    Stance.GAP: "a gap that was never filled in",
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
    r"|upcoming|not yet|pending|in progress"
    r"|geplant\w*|planen|vorgesehen|demnächst|künftig|noch nicht|ausstehend|sobald)\b"
    r"|\b(?:wird|werden)\b[^.]{0,80}\b(?:noch|einrichten|einführen|konfigurieren|setzen|hinzufügen|aktivieren|verifizieren)\b",
    re.I,
)
_DENIAL = re.compile(
    r"\b(?:no(?!-)|not|never|neither|nor|none|without|cannot|nicht|keine?[nmrs]?|ohne|nie|niemals)\b|n['’]t\b", re.I
)
_CONDITION = re.compile(r"\b(?:if|unless|falls|sofern|would|should)\b", re.I)
_DONE = re.compile(
    r"\b(?:configured|verified|verification successful|set up|enabled|in place|implemented|published"
    r"|active|activated|live|added|completed?|done"
    r"|eingerichtet|konfiguriert|verifiziert|bestätigt|aktiv(?:iert)?|gesetzt|veröffentlicht"
    r"|vorhanden|hinterlegt|eingeschaltet)\b",
    re.I,
)
_TO_BE_DONE = re.compile(
    r"\b(?:(?:will|shall|to)(?: \w+){0,2} be|not yet(?: been)?|pending|planned|noch nicht|noch"
    r"|(?:wird|werden)(?: \w+){0,4}?)\s+(?:set up|in place|\w+)",
    re.I,
)
_END = re.compile(r"[.!?;](?=\s|$)")


def sentence_of(text: str, offset: int) -> str:
    """The sentence in which a character stands."""
    begin = 0
    for match in _END.finditer(text):
        if match.start() >= offset:
            return text[begin : match.end()]
        begin = match.end()
    return text[begin:]


def stance_of(passage: Said, sentence: str) -> Stance:
    """How a sentence of a passage is meant."""
    # Data in a fenced block is no step, whatever the heading above says.
    guided = not passage.block and any(_GUIDE.search(words) for words in passage.above)
    starts = (sentence.lstrip(), passage.value)
    if passage.box is False:
        return Stance.OPEN
    if GAP.search(passage.value or sentence):
        return Stance.GAP
    if guided or any(_IMPERATIVE.match(words) for words in starts):
        return Stance.INSTRUCTION
    if _CONDITION.search(sentence):
        return Stance.CONDITION
    if _PLAN.search(sentence):
        return Stance.PLAN
    return Stance.DENIAL if _DENIAL.search(sentence) else Stance.CLAIM


def is_done(words: str) -> bool:
    """Whether words say that something is in place."""
    return bool(_DONE.search(words))


def status_of(stance: Stance, words: str) -> Status | None:
    """How far something is; None where the words do not say."""
    if stance is Stance.PLAN:
        # "SPF is configured, DKIM will be" says two things, and which is which is for a person to read.
        return None if is_done(_TO_BE_DONE.sub("", words)) else Status.PLANNED
    return Status.IMPLEMENTED if stance is Stance.CLAIM and is_done(words) else None
