"""Finds labeled contacts with name, mailbox, phone and hours. Names and a person's mailbox are private."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .candidates import LABELED, Found, Known, Place, Taken, Unsure
from .mailboxes import is_personal, mailboxes_in
from .modality import GAP
from .passages import Draft, Passage

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
    for passage in draft.passages:
        match = _CONTACT.fullmatch(passage.label)
        if match:
            role, section, line = _role(match), passage.section, passage.line
            yield from _contact(passage, role)
        elif role and passage.section == section and passage.line <= line + 5:
            yield from _detail(draft, passage, role)


def _role(match: re.Match[str]) -> str:
    words = (match["role"] or "").lower()
    return next((role for begin, role in _ROLES.items() if words.startswith(begin)), "?")


def _contact(passage: Passage, role: str) -> Iterator[Found]:
    if GAP.fullmatch(passage.value):
        return
    if role == "?":
        yield Unsure(passage.line, "contacts", "it is unclear which role this contact has", private=True)
        return
    place: Place = ("contacts", role)
    first = next(mailboxes_in(passage.value), None)
    name = passage.value[: first[1]].strip(" (<,;–—-") if first else passage.value.strip()
    if name and _PERSON.fullmatch(name):
        yield Taken((*place, "name"), name, passage.line, private=True, rank=LABELED)
    elif name:
        yield Unsure(passage.line, f"contacts.{role}.name", "it is unclear whether this is a name", private=True)
    if first:
        yield Taken((*place, "email"), first[0], passage.line, private=is_personal(first[0]), rank=LABELED)


def _detail(draft: Draft, passage: Passage, role: str) -> Iterator[Found]:
    """A detail in a line below a contact: mailbox, phone or hours."""
    if role == "?":
        if _EMAIL.fullmatch(passage.label) or _PHONE.fullmatch(passage.label):
            yield Unsure(passage.line, "contacts", "it is unclear which role this contact has", private=True)
        return
    place: Place = ("contacts", role)
    if GAP.search(passage.value):
        return
    first = next(mailboxes_in(passage.value), None)
    if _EMAIL.fullmatch(passage.label) and first and first[0] == passage.value:
        yield Taken((*place, "email"), first[0], passage.line, private=is_personal(first[0]), rank=LABELED)
    elif _PHONE.fullmatch(passage.label) and (any(char.isdigit() for char in passage.value) or draft.language == "en"):
        private = any(char.isdigit() for char in passage.value)
        yield Taken((*place, "phone"), passage.value, passage.line, private=private, rank=LABELED)
    elif _HOURS.fullmatch(passage.label):
        yield from _hours(passage, (*place, "availability"))


def _hours(passage: Passage, place: Place) -> Iterator[Found]:
    match = _WHEN.fullmatch(passage.value)
    begin = _clock(match["from"], match["half"]) if match else ""
    end = _clock(match["to"], match["other"]) if match else ""
    if not (match and begin and end):
        yield Unsure(passage.line, ".".join(map(str, place)), "days, hours and time zone are unclear")
        return
    yield Taken((*place, "days"), f"{match['first']} to {match['last']}", passage.line)
    yield Taken((*place, "from"), begin, passage.line)
    yield Taken((*place, "to"), end, passage.line)
    yield Taken((*place, "time_zone"), match["zone"], passage.line)


def _clock(words: str, half: str | None) -> str:
    """A time of day such as 09:00; empty if it does not exist, or if AM or PM is unclear."""
    hours, _, minutes = words.partition(":")
    hour = int(hours)
    if (half and not 1 <= hour <= 12) or hour > 23 or int(minutes or 0) > 59 or (not half and not minutes):
        return ""
    hour = hour % 12 + (12 if half and half.lower() == "pm" else 0) if half else hour
    return f"{hour:02d}:{minutes or '00'}"
