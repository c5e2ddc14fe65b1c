"""Finds labeled contacts with name, mailbox, phone and hours. Names and a person's mailbox are private."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .draft import Draft, Sentence
from .found import LABELED, Found, Known, Place, Taken
from .mailboxes import is_personal, mailboxes_in
from .stance import GAP

_CONTACT = re.compile(
    r"(?P<role>primary|main|technical|tech|support|technischer?|primärer?)[ -]?(?:contact|kontakt"
    r"|ansprechpartner(?:in)?)(?: person)?(?: e-?mail)?"
    r"|(?:contact|kontakt|contact person|ansprechpartner(?:in)?)",
    re.I,
)
_ROLES = {"primary": "primary", "main": "primary", "primär": "primary", "tech": "technical", "support": "support"}
_EMAIL = re.compile(r"e-?mail(?:[ -]?(?:address|adresse))?|mail", re.I)
_PHONE = re.compile(r"phone(?: number)?|telephone|mobile|telefon(?:nummer)?|mobil", re.I)
_HOURS = re.compile(r"availability|business hours|erreichbarkeit|verfügbarkeit", re.I)
_DAYS = r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?s?"
_WHEN = re.compile(
    rf"(?P<first>{_DAYS})\s*(?:-|–"
    rf"|to)\s*(?P<last>{_DAYS}),?\s+(?P<from>\d{{1,2}}(?::\d\d)?)\s*(?P<half>[ap]m)?\s*(?:-|–"
    rf"|to)\s*(?P<to>\d{{1,2}}(?::\d\d)?)\s*(?P<other>[ap]m)?\s+\(?(?P<zone>[A-Z]{{2,5}})\)?",
    re.I,
)
_PERSON = re.compile(r"[^\W\d_][\w .'’-]{1,60}")


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """Each labeled contact, with details from the lines directly below it."""
    role, section, line = "", -1, 0
    for sentence in draft.sentences:
        match = _CONTACT.fullmatch(sentence.label)
        if match:
            role, section, line = _role(match), sentence.section, sentence.line
            yield from _contact(sentence, role)
        elif role and sentence.section == section and sentence.line <= line + 5:
            yield from _detail(draft, sentence, role)


def _role(match: re.Match[str]) -> str:
    words = (match["role"] or "").lower()
    return next((role for begin, role in _ROLES.items() if words.startswith(begin)), "?")


def _contact(sentence: Sentence, role: str) -> Iterator[Found]:
    if GAP.fullmatch(sentence.value):
        return
    if role == "?":
        yield sentence.left("contacts", "it is unclear which role this contact has", private=True)
        return
    place: Place = ("contacts", role)
    first = next(mailboxes_in(sentence.value), None)
    name = sentence.value[: first[1]].strip(" (<,;–—-") if first else sentence.value.strip()
    if name and _PERSON.fullmatch(name):
        yield Taken((*place, "name"), name, sentence.line, private=True, rank=LABELED)
    elif name:
        yield sentence.left(f"contacts.{role}.name", "it is unclear whether this is a name", private=True)
    if first:
        yield Taken((*place, "email"), first[0], sentence.line, private=is_personal(first[0]), rank=LABELED)


def _detail(draft: Draft, sentence: Sentence, role: str) -> Iterator[Found]:
    """A detail in a line below a contact: mailbox, phone or hours."""
    if role == "?":
        if _EMAIL.fullmatch(sentence.label) or _PHONE.fullmatch(sentence.label):
            yield sentence.left("contacts", "it is unclear which role this contact has", private=True)
        return
    place: Place = ("contacts", role)
    if GAP.search(sentence.value):
        return
    first = next(mailboxes_in(sentence.value), None)
    if _EMAIL.fullmatch(sentence.label) and first and first[0] == sentence.value:
        yield Taken((*place, "email"), first[0], sentence.line, private=is_personal(first[0]), rank=LABELED)
    elif _PHONE.fullmatch(sentence.label) and (any(char.isdigit() for char in sentence.value) or draft.language == "en"):
        private = any(char.isdigit() for char in sentence.value)
        yield Taken((*place, "phone"), sentence.value, sentence.line, private=private, rank=LABELED)
    elif _HOURS.fullmatch(sentence.label):
        yield from _hours(sentence, (*place, "availability"))


def _hours(sentence: Sentence, place: Place) -> Iterator[Found]:
    match = _WHEN.fullmatch(sentence.value)
    begin = _clock(match["from"], match["half"]) if match else ""
    end = _clock(match["to"], match["other"]) if match else ""
    if not (match and begin and end):
        yield sentence.left(".".join(map(str, place)), "days, hours and time zone are unclear")
        return
    yield Taken((*place, "days"), f"{match['first']} to {match['last']}", sentence.line)
    yield Taken((*place, "from"), begin, sentence.line)
    yield Taken((*place, "to"), end, sentence.line)
    yield Taken((*place, "time_zone"), match["zone"], sentence.line)


def _clock(words: str, half: str | None) -> str:
    """A time of day such as 09:00; empty if it does not exist, or if AM or PM is unclear."""
    hours, _, minutes = words.partition(":")
    hour = int(hours)
    if (half and not 1 <= hour <= 12) or hour > 23 or int(minutes or 0) > 59 or (not half and not minutes):
        return ""
    hour = hour % 12 + (12 if half and half.lower() == "pm" else 0) if half else hour
    return f"{hour:02d}:{minutes or '00'}"
