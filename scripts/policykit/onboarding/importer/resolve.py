"""Combines all extracted facts into one product: separates private values, and leaves contradictions and gaps to a person.

The result always validates, except that `REQUIRED` keys may be missing.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import defaultdict
from functools import cache

from policykit.model import Product, Record
from policykit.onboarding.fields import fields_of

from .candidates import Find, Item, Known, Place, Taken, Unsure
from .mailboxes import holds_personal
from .output import Imported, assembled
from .passages import Draft

_MANY = 200
"""A limit of our own: with more private values, sentences are not searched for them but all treated as private."""
_LONG_NUMBER = re.compile(r"(?<!\d)\d{9,}(?!\d)|\d{4}-\d{4}-\d{4}|\b[a-z]{2}-[a-z]+-\d_\w{6,}")


def import_draft(draft: Draft, known: Known, given: dict[str, str] | None = None) -> Imported:
    """Import a draft; `given` fills keys that the draft lacks (key -> value)."""
    found = [item for find in _kinds() for item in find(draft, known)]
    taken = [item for item in found if isinstance(item, Taken)]
    unsure = [item for item in found if isinstance(item, Unsure)]
    kept, contradicted = _without_contradictions(taken)
    kept, incomplete = _without_incomplete(kept)
    needles = _needles(taken)
    kept, hidden = _without_private_words(kept, needles[:_MANY])
    unsure = _unsure_once([*unsure, *contradicted, *incomplete, *hidden], kept)
    used = {line for item in found for line in (item.line, *item.also)}
    used |= {line for item in unsure if not item.says for line in draft.together.get(item.line, ())}
    unused = [
        number
        for number, line in enumerate(draft.lines, 1)
        if line.strip() and number not in used and number not in draft.structure
    ]
    return assembled(draft, known, kept, _with_privacy(draft, unsure, taken), tuple(unused), given or {})


@cache
def _kinds() -> tuple[Find, ...]:
    """The `find` function of every module of this package, in the order of the modules' names."""
    package = importlib.import_module(__package__)
    modules = (importlib.import_module(f"{__package__}.{info.name}") for info in pkgutil.iter_modules(package.__path__))
    return tuple(module.find for module in modules if hasattr(module, "find"))


def _without_contradictions(taken: list[Taken]) -> tuple[list[Taken], list[Unsure]]:
    """One value per place: the value with the highest rank, or none if different values share it."""
    places: dict[Place, list[Taken]] = defaultdict(list)
    for item in taken:
        places[item.place].append(item)
    kept: list[Taken] = []
    left: list[Unsure] = []
    for items in places.values():
        best = max(item.rank for item in items)
        top = sorted((item for item in items if item.rank == best), key=lambda item: item.line)
        winner = top[0] if len({item.value for item in top}) == 1 else None
        kept += [winner] if winner else []
        for item in items:
            if winner is None or item.value != winner.value:
                other = next(other for other in (winner, *top) if other and other.value != item.value)
                where = f"line {other.line} has another value" if other.line != item.line else "the line has two values"
                why = where + ("" if winner else ", and it is unclear which is right")
                left.append(Unsure(item.line, path_of(item.place), why, private=item.private))
    return kept, left


def _without_incomplete(taken: list[Taken]) -> tuple[list[Taken], list[Unsure]]:
    """The values of complete records, and reviews of values in records that lack a required key."""
    left: list[Unsure] = []
    while True:
        have: dict[Place, set[str]] = defaultdict(set)
        for item in taken:
            for length in range(1, len(item.place)):
                part = item.place[length]
                if isinstance(part, str):
                    have[item.place[:length]].add(part)
        lacking = {place: key for place, keys in have.items() if (key := _lacking(place, keys))}
        if not lacking:
            return taken, left
        # Innermost records first, because a record may be complete without an incomplete inner one.
        deepest = max(len(place) for place in lacking)
        broken = {place: key for place, key in lacking.items() if len(place) == deepest}
        rest: list[Taken] = []
        for item in taken:
            wanted = broken.get(item.place[:deepest])
            if wanted is None:
                rest.append(item)
            elif item.place[-1] != "id":
                why = f"it requires `{wanted}`, which is missing or unclear in the draft"
                left.append(Unsure(item.line, path_of(item.place[:deepest]), why, private=item.private))
        taken = rest


def _lacking(place: Place, keys: set[str]) -> str:
    record = record_at(place)
    if record is None:
        return ""
    return next((field.name for field in fields_of(record) if field.info.is_required() and field.name not in keys), "")


def record_at(place: Place) -> type[Record] | None:
    """The record type at a place; None for a mapping of records, or a list."""
    record: type[Record] | None = Product
    mapped: type[Record] | None = None
    in_list = False
    for part in place:
        if mapped is not None:
            record, mapped = mapped, None
        elif isinstance(part, Item):
            in_list = False
        elif record is None:
            return None
        else:
            field = next((field for field in fields_of(record) if field.name == part), None)
            record = field.record if field else None
            mapped = record if field and field.is_mapping else None
            in_list = bool(field and field.is_list)
    return None if mapped is not None or in_list else record


def path_of(place: Place) -> str:
    """A place as a field path, for review entries."""
    path = ""
    for part in place:
        path += "[]" if isinstance(part, Item) else f".{part}" if path else part
    return re.sub(r"\.variables\..*", ".variables", path)


def _needles(taken: list[Taken]) -> list[str]:
    """All private values, including contradictory ones, which must not appear in public text."""
    return sorted({item.value for item in taken if item.private and len(item.value) > 1})


def _without_private_words(taken: list[Taken], needles: list[str]) -> tuple[list[Taken], list[Unsure]]:
    """The values without public ones that contain a private value; those become reviews."""
    hidden = [item for item in taken if not item.private and _contains(item.value, needles)]
    gone = {item.place for item in hidden}
    left = [
        Unsure(item.line, path_of(item.place), "it contains a private value", private=True, also=item.also) for item in hidden
    ]
    kept, incomplete = _without_incomplete([item for item in taken if item.place not in gone])
    return kept, [*left, *incomplete]


def _contains(text: str, needles: list[str]) -> bool:
    lowered = text.lower()
    return any(needle.lower() in lowered and _pattern([needle]).search(text) for needle in needles)


def _pattern(needles: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(needle)}(?!\w)" for needle in needles), re.I)


def _unsure_once(unsure: list[Unsure], kept: list[Taken]) -> list[Unsure]:
    """One review per line and field; none if the line supplied a value for the field or has a more specific review."""
    known: dict[int, set[str]] = defaultdict(set)
    for taken in kept:
        known[taken.line].add(path_of(taken.place))
    reviews: dict[tuple[int, str], Unsure] = {}
    for item in sorted(unsure, key=lambda item: (item.line, -len(item.about))):
        if not any(path == item.about or path.startswith((f"{item.about}.", f"{item.about}[")) for path in known[item.line]):
            reviews.setdefault((item.line, item.about), item)
            known[item.line].add(item.about)
    return sorted(reviews.values(), key=lambda item: (item.line, item.about))


def _with_privacy(draft: Draft, unsure: list[Unsure], taken: list[Taken]) -> list[tuple[Unsure, str, bool]]:
    """Each review with its text, and whether that text is private."""
    needles = _needles(taken)
    parts = {word for item in unsure if item.private and item.about == "company.signature" for word in _words_of(draft, item)}
    parts |= {
        part
        for item in taken
        if item.private and item.place[-1] in ("name", "addressee")
        for part in re.findall(r"\w{3,}", item.value)
    }
    pattern = _pattern([*needles, *sorted(parts)]) if (needles or parts) and len(needles) < _MANY else None
    result = []
    for item in unsure:
        says = item.says or draft.says.get(item.line) or draft.lines[item.line - 1].strip()
        private = item.private or bool(_LONG_NUMBER.search(says)) or holds_personal(says) or len(needles) >= _MANY
        result.append((item, says, private or bool(pattern and pattern.search(says))))
    return result


def _words_of(draft: Draft, item: Unsure) -> list[str]:
    return re.findall(r"\w{3,}", draft.says.get(item.line, ""))
