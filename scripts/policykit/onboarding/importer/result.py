"""Combines what was found into a product's two files: one value per place, and nothing private in public.

What contradicts itself, lacks a key or would stop the build is left to a person: the model decides, by validating the result.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from policykit.foundation.diagnostics import Invalid
from policykit.foundation.mojibake import find_garbled
from policykit.model import Product, validate
from policykit.onboarding import scaffold
from policykit.yamlio.reader import Loc, Tree, parse_yaml
from policykit.yamlio.writer import yaml_text

from . import alarms, identities, names, request, streams, topics, volume
from .draft import Draft, Sentence
from .found import DERIVED, LABELED, Item, Known, Place, Taken, Unsure, number, path_of
from .mailboxes import holds_personal

REQUIRED = ("name", "summary")
"""The required keys that a draft may lack."""
_FACTS = (names, request, identities, volume, streams, alarms)
_OF_FACTS = ("request", "volume", "streams", "monitoring", "identities", "dns", "company")
"""Keys whose sentences state a fact and need no field of their own."""
_MANY = 200
"""A limit of our own: with more private values, sentences are not searched for them but all treated as private."""
_LONGEST = 20_000
_LONG_NUMBER = re.compile(r"(?<!\d)\d{9,}(?!\d)|\d{4}-\d{4}-\d{4}|\b[a-z]{2}-[a-z]+-\d_\w{6,}")
_LEFTOVER = re.compile(
    r"\[[^\[\]\n]{2,90}\]|\{\{|\}\}|\{%|%\}|\bTODO\b|\bTBD\b|\\[_*`\[\]{}|]|\bUndefined\b|<\w+(?:\.\w+)* object at 0x|root=\{"
    r"|Element\(tag=|Macro (?:Rendering|Syntax) Error|Traceback \(most recent|^\s*\|",
    re.M,
)
"""What the check of a built site refuses as left over from a template or a draft; only a sample may have brackets."""


@dataclass(frozen=True)
class Imported:
    """The two trees of a product, the origin of each value, and what was not imported."""

    public: dict[str, Tree]
    private: dict[str, Tree]
    beside: dict[Loc, str]
    """Location in the public tree -> its origin, such as `line 12`."""
    beside_private: dict[Loc, str]
    missing: tuple[str, ...]
    unused: tuple[int, ...]
    taken: int
    reviews: int


def product_text(imported: Imported, name: str) -> str:
    """The public file; `name` is the draft's file name."""
    words = f"Imported from {name} by import_draft.py; each value cites its line of the draft."
    return scaffold.product_text(imported.public, words, imported.beside)


def overlay_text(imported: Imported, name: str) -> str:
    """The private file; `name` is the draft's file name."""
    words = f"Private values from {name}, imported by import_draft.py; each value cites its line of the draft. Do not publish."
    return scaffold.overlay_text(imported.private, words, imported.beside_private)


def import_draft(draft: Draft, known: Known, given: dict[str, str] | None = None, slug: str = "") -> Imported:
    """Import a draft; `given` fills keys that the draft lacks (key -> value).

    With a `slug`, the name and the summary that are still missing get a stand-in, so that the site can be built.
    """
    found = [item for module in _FACTS for item in module.find(draft, known)]
    facts = [item for item in found if isinstance(item, Taken)]
    taken, unsure = _single(facts)
    unsure += [item for item in found if isinstance(item, Unsure)]
    carried = list(topics.find(_without_facts(draft, facts, unsure), known))
    stated = {item.line for item in facts}
    unsure += [item for item in carried if isinstance(item, Unsure) and (item.about or item.line not in stated)]
    more, contradicted = _single([item for item in carried if isinstance(item, Taken)])
    needles = sorted({item.value for item in facts if item.private and len(item.value) > 1})
    kept, left = _publishable([*taken, *more], needles[:_MANY])
    kept, invalid, usable = _valid(kept, known, given or {})
    reviews = _once([*unsure, *contradicted, *left, *invalid], kept)
    used = {line for item in kept for line in (item.line, *item.also)} | {
        line for item in reviews for line in (item.line, *item.also)
    }
    unused = (line for line, text in enumerate(draft.lines, 1) if text.strip() and line not in used | draft.structure)
    return _imported(kept, _with_privacy(draft, reviews, needles, facts), tuple(unused), usable, slug)


def _without_facts(draft: Draft, taken: list[Taken], unsure: list[Unsure]) -> Draft:
    """The draft without the sentences that gave a fact, or that a person has to read for one."""
    facts: dict[int, list[str]] = defaultdict(list)
    for item in taken:
        if item.rank == LABELED or (item.place[0] in _OF_FACTS and item.place[-1] not in ("mail_type", "sandbox", "region")):
            for line in (item.line, *item.also):
                facts[line].append(_squeezed(item.value))
    open_lines: dict[int, set[str]] = defaultdict(set)
    for left in unsure:
        open_lines[left.line].add(left.says)
    alone: dict[int, int] = defaultdict(int)
    for sentence in draft.everything:
        alone[sentence.line] += 1

    def is_fact(sentence: Sentence) -> bool:
        text, values = _squeezed(sentence.text), [value for line in sentence.lines for value in facts[line]]
        said = open_lines[sentence.line]
        is_only = alone[sentence.line] == 1 and (bool(values) or "" in said)
        return is_only or any(value in text for value in values) or sentence.text in said

    return replace(draft, everything=tuple(sentence for sentence in draft.everything if not is_fact(sentence)))


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _single(taken: list[Taken]) -> tuple[list[Taken], list[Unsure]]:
    """One value per place: the value with the highest rank, or none if different values share it."""
    places: dict[Place, list[Taken]] = defaultdict(list)
    for item in taken:
        places[item.place].append(item)
    kept: list[Taken] = []
    left: list[Unsure] = []
    for items in places.values():
        top = sorted((item for item in items if item.rank == max(item.rank for item in items)), key=lambda item: item.line)
        winner = top[0] if len({item.value for item in top}) == 1 else None
        kept += [winner] if winner else []
        for item in items:
            if winner is None or item.value != winner.value:
                other = next(other for other in (winner, *top) if other and other.value != item.value)
                why = f"line {other.line} has another value" if other.line != item.line else "the line has two values"
                why += "" if winner else ", and it is unclear which is right"
                left.append(Unsure(item.line, path_of(item.place), why, private=item.private))
    return kept, left


def _publishable(taken: list[Taken], needles: list[str]) -> tuple[list[Taken], list[Unsure]]:
    """The values that a page may show; reviews of public ones with a private value, and of what would stop the build."""
    kept, left = [], []
    for item in taken:
        text = re.sub(r"\[[^\[\]\n]{1,60}\]", "", item.value) if "sample" in item.place else item.value
        hidden = not item.private and _contains(item.value, needles)
        unfit = not item.private and (_LEFTOVER.search(text) or (not text.isascii() and find_garbled(text)))
        if hidden or unfit or len(item.value) > _LONGEST:
            why = "it contains a private value" if hidden else "it contains a gap, or what is left of a template"
            left.append(Unsure(item.line, path_of(item.place), why, private=hidden, also=item.also))
        else:
            kept.append(item)
    return kept, left


def _valid(taken: list[Taken], known: Known, given: dict[str, str]) -> tuple[list[Taken], list[Unsure], dict[str, str]]:
    """What the model accepts: values of complete records; reviews of the rest; and what of `given` it accepts."""
    left: list[Unsure] = []
    context = {"languages": list(known.languages), "regions": known.regions}
    while True:
        tree, items = _tree(taken)
        filled = {**dict.fromkeys(REQUIRED, "x"), **given, **tree}
        source = parse_yaml(yaml_text(filled), "product")
        try:
            validate(Product, source, context)
            return taken, left, given
        except Invalid as invalid:
            wrong: dict[Loc, str] = {}
            locs = {place: loc for loc, place in (*source.values.items(), *source.keys.items())}
            for problem in invalid.diagnostics:
                missing = re.match(r"`(\w+)` is missing", problem.message)
                why = (
                    f"the draft does not clearly say the {missing[1].replace('_', ' ')}"
                    if missing
                    else "the value is not valid for this field"
                )
                wrong[locs[problem.place]] = why
        given = {key: value for key, value in given.items() if (key,) not in wrong or key in tree}
        kept = []
        for item, loc in zip(taken, items, strict=True):
            why = next((why for at, why in wrong.items() if loc[: len(at)] == at), "")
            if why:
                left.append(
                    Unsure(item.line, path_of(item.place[:-1] or item.place), why, private=item.private, also=item.also)
                )
            else:
                kept.append(item)
        taken = kept


def _tree(taken: list[Taken]) -> tuple[dict[str, Tree], list[Loc]]:
    """The values as a tree, and the location of each; elements of a list are in the order of their first line."""
    tree: dict[str, Tree] = {}
    locs: dict[int, Loc] = {}
    numbers: dict[Place, dict[str, int]] = {}
    for index, item in sorted(enumerate(taken), key=lambda pair: pair[1].line):
        node: Any = tree
        loc: Loc = ()
        for at, part in enumerate(item.place):
            is_last = at + 1 == len(item.place)
            new: Any = item.value if is_last else [] if isinstance(item.place[at + 1], Item) else {}
            key: str | int
            if isinstance(part, Item):
                listed = numbers.setdefault(item.place[:at], {})
                key = listed.setdefault(part.name, len(listed))
                if key == len(node):
                    node.append(new)
            else:
                key = part
                node.setdefault(key, new)
            node, loc = node[key], (*loc, key)
        locs[index] = loc
    return tree, [locs[index] for index in range(len(taken))]


def _imported(
    taken: list[Taken], reviews: list[tuple[Unsure, str, bool]], unused: tuple[int, ...], given: dict[str, str], slug: str
) -> Imported:
    # An overlay can only append complete elements of a list, so an element with a private value is private as a whole.
    elements = {item.place[:end] for item in taken if item.private and (end := _element(item.place))}
    is_private = {
        id(item): item.private or bool(_element(item.place) and item.place[: _element(item.place)] in elements)
        for item in taken
    }
    trees, origins = [], []
    for private in (False, True):
        part = [item for item in taken if is_private[id(item)] is private]
        tree, locs = _tree(part)
        origins.append({loc: _lines(item) for item, loc in zip(part, locs, strict=True)})
        listed: Tree = [_review(item, says) for item, says, hidden in reviews if hidden is private]
        trees.append({**tree, **({"review": listed} if listed else {})})
    for key, value in given.items():
        if key not in trees[0]:
            trees[0][key], origins[0][key,] = value, f"given with --{key}"
    missing = tuple(key for key in REQUIRED if key not in trees[0])
    name = str(trees[0].get("name", slug.replace("-", " ").title()))
    stand_ins = {"name": name, "summary": f"{name} asks AWS for production access to Amazon SES."}
    is_filled = slug and (taken or reviews)
    for key in missing if is_filled else ():
        trees[0][key], origins[0][key,] = stand_ins[key], "a stand-in: replace it"
    public, private_tree = (scaffold.in_order(tree, Product) for tree in trees)
    assert isinstance(public, dict) and isinstance(private_tree, dict)
    return Imported(public, private_tree, origins[0], origins[1], missing, unused, len(taken), len(reviews))


def _element(place: Place) -> int:
    """The length of a place up to its list element; 0 if it is in no list."""
    return next((index + 1 for index, part in enumerate(place) if isinstance(part, Item)), 0)


def _lines(item: Taken) -> str:
    rest = [] if "sample" in item.place else [line for line in item.also if line != item.line]
    lines = f"lines {', '.join(map(str, [item.line, *rest]))}" if rest else f"line {item.line}"
    return f"{lines}, derived" if item.place == ("name",) and item.rank == DERIVED else lines


def _review(item: Unsure, says: str) -> dict[str, Tree]:
    entry: dict[str, Tree] = {"line": number(item.line), "says": says, "about": item.about, "why": item.why}
    return {key: value for key, value in entry.items() if value}


def _once(unsure: list[Unsure], kept: list[Taken]) -> list[Unsure]:
    """One review per line and field; none if the line supplied a value for the field or has a more specific review."""
    known: dict[int, set[str]] = defaultdict(set)
    for taken in kept:
        known[taken.line].add(path_of(taken.place))
    reviews: dict[tuple[int, str, str], Unsure] = {}
    for item in sorted(unsure, key=lambda item: (item.line, -len(item.about))):
        if not any(path == item.about or path.startswith((f"{item.about}.", f"{item.about}[")) for path in known[item.line]):
            reviews.setdefault((item.line, item.about, "" if item.about else item.says), item)
            known[item.line].add(item.about or item.says)
    return sorted(reviews.values(), key=lambda item: (item.line, item.about))


def _with_privacy(draft: Draft, unsure: list[Unsure], needles: list[str], facts: list[Taken]) -> list[tuple[Unsure, str, bool]]:
    """Each review with its text, and whether that text is private."""
    said: dict[int, list[str]] = defaultdict(list)
    for sentence in draft.everything:
        said[sentence.line].append(sentence.text)
    texts = [item.says or " ".join(said[item.line]) or draft.lines[item.line - 1].strip() for item in unsure]
    people = [text for item, text in zip(unsure, texts, strict=True) if item.private and item.about == "company.signature"]
    people += [item.value for item in facts if item.private and item.place[-1] in ("name", "addressee")]
    secrets = [*needles, *sorted({part for words in people for part in re.findall(r"\w{3,}", words)})]
    is_searched = len(needles) < _MANY

    def is_private(item: Unsure, text: str) -> bool:
        return (
            item.private
            or bool(_LONG_NUMBER.search(text))
            or holds_personal(text)
            or not is_searched
            or _contains(text, secrets)
        )

    return [(item, text, is_private(item, text)) for item, text in zip(unsure, texts, strict=True)]


def _contains(text: str, needles: list[str]) -> bool:
    lowered = text.lower()
    return any(needle.lower() in lowered and re.search(rf"(?<!\w){re.escape(needle)}(?!\w)", text, re.I) for needle in needles)
