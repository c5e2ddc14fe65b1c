"""Combines what was found into a product's two files: one value per place, and nothing private in public.

What contradicts itself, lacks a key or would stop the build is left to a person: the model decides, by validating the result.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import Any

from policykit.foundation.diagnostics import Invalid
from policykit.foundation.leftovers import is_left_over
from policykit.foundation.mojibake import find_garbled
from policykit.model import Product, validate
from policykit.onboarding import scaffold
from policykit.yamlio.reader import Loc, Tree, parse_yaml
from policykit.yamlio.writer import yaml_text

from . import facts, figures, identities, streams, topics
from .draft import DERIVED, LABELED, Draft, Item, Known, Place, Sentence, Taken, Unsure, number, path_of
from .words import holds_personal, squeezed

REQUIRED = ("name", "summary")
"""The required keys that a draft may lack."""
_FACTS = (facts, identities, figures, streams)
_OF_FACTS = ("request", "volume", "streams", "monitoring", "identities", "dns", "company")
"""Keys whose sentences state a fact and need no field of their own."""
_MANY = 200
"""A limit of our own: with more private values, sentences are not searched for them but all treated as private."""
_LONGEST = 20_000
_LONG_NUMBER = re.compile(r"(?<!\d)\d{9,}(?!\d)|\d{4}-\d{4}-\d{4}|\b[a-z]{2}-[a-z]+-\d_\w{6,}")


@dataclass(frozen=True)
class Imported:
    """The two trees of a product, the origin of each value, and what was not imported."""

    public: dict[str, Tree]
    private: dict[str, Tree]
    beside: dict[Loc, str]  # location in the public tree -> its origin, such as `line 12`
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
    stated = [item for item in found if isinstance(item, Taken)]
    taken, unsure = _single(stated)
    unsure += [item for item in found if isinstance(item, Unsure)]
    carried = list(topics.find(_without_facts(draft, stated, unsure), known))
    lines = {item.line for item in stated}
    unsure += [item for item in carried if isinstance(item, Unsure) and (item.about or item.line not in lines)]
    more, contradicted = _single([item for item in carried if isinstance(item, Taken)])
    needles = sorted({item.value for item in stated if item.private and len(item.value) > 1})
    kept, unfit = _publishable([*taken, *more], needles[:_MANY])
    kept, invalid, usable = _valid(kept, known, given or {})
    reviews = _once([*unsure, *contradicted, *unfit, *invalid], kept)
    cited: list[Taken | Unsure] = [*kept, *reviews]
    used = {line for item in cited for line in (item.line, *item.also)} | draft.structure
    unused = tuple(line for line, text in enumerate(draft.lines, 1) if text.strip() and line not in used)

    # An overlay can only append complete elements of a list, so an element with a private value is private as a whole.
    elements = {_element(item.place) for item in kept if item.private} - {()}
    parts = {
        private: [item for item in kept if (item.private or _element(item.place) in elements) is private]
        for private in (False, True)
    }
    listed = _reviewed(draft, reviews, needles, stated)
    (public, beside), (private, beside_private) = (_written(parts[side], listed[side]) for side in (False, True))
    for key, value in usable.items():
        if key not in public:
            public[key], beside[key,] = value, f"given with --{key}"
    missing = tuple(key for key in REQUIRED if key not in public)
    name = str(public.get("name", slug.replace("-", " ").title()))
    stand_ins = {"name": name, "summary": f"{name} asks AWS for production access to Amazon SES."}
    for key in missing if slug and (kept or reviews) else ():
        public[key], beside[key,] = stand_ins[key], "a stand-in: replace it"
    ordered, private_ordered = scaffold.in_order(public, Product), scaffold.in_order(private, Product)
    assert isinstance(ordered, dict) and isinstance(private_ordered, dict)
    return Imported(ordered, private_ordered, beside, beside_private, missing, unused, len(kept), len(reviews))


def _without_facts(draft: Draft, taken: list[Taken], unsure: list[Unsure]) -> Draft:
    """The draft without the sentences that gave a fact, or that a person has to read for one."""
    facts: dict[int, list[str]] = defaultdict(list)
    for item in taken:
        is_own = item.place[0] in _OF_FACTS and item.place[-1] not in ("mail_type", "sandbox", "region")
        for line in (item.line, *item.also) if item.rank == LABELED or is_own else ():
            facts[line].append(squeezed(item.value))
    to_read = {(left.line, left.says) for left in unsure}
    alone = Counter(sentence.line for sentence in draft.everything)

    def is_fact(sentence: Sentence) -> bool:
        text, values = squeezed(sentence.text), [value for line in sentence.lines for value in facts[line]]
        is_only = bool(values) and alone[sentence.line] == 1
        return is_only or any(value in text for value in values) or (sentence.line, sentence.text) in to_read

    return replace(draft, everything=tuple(sentence for sentence in draft.everything if not is_fact(sentence)))


def _single(taken: list[Taken]) -> tuple[list[Taken], list[Unsure]]:
    """One value per place: the value with the highest rank, or none if different values share it."""
    places: dict[Place, list[Taken]] = defaultdict(list)
    for item in sorted(taken, key=lambda item: (-item.rank, item.line)):
        places[item.place].append(item)
    kept: list[Taken] = []
    left: list[Unsure] = []
    for first, *others in places.values():
        rival = next((item for item in others if item.rank == first.rank and item.value != first.value), None)
        kept += [] if rival else [first]
        for item in (first, *others) if rival else others:
            if rival or item.value != first.value:
                other = first if item.value != first.value or not rival else rival
                why = f"line {other.line} has another value{', and it is unclear which is right' if rival else ''}"
                left.append(Unsure(item.line, path_of(item.place), why, private=item.private))
    return kept, left


def _publishable(taken: list[Taken], needles: list[str]) -> tuple[list[Taken], list[Unsure]]:
    """The values that a page may show; reviews of public ones with a private value, and of what would stop the build."""
    kept: list[Taken] = []
    left = []
    for item in taken:
        # Only a sample may have brackets.
        text = re.sub(r"\[[^\[\]\n]{1,60}\]", "", item.value) if "sample" in item.place else item.value
        hidden = not item.private and bool(_LONG_NUMBER.search(item.value) or _contains(item.value, needles))
        unfit = not item.private and (is_left_over(text) or (not text.isascii() and find_garbled(text)))
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
        source = parse_yaml(yaml_text({**dict.fromkeys(REQUIRED, "x"), **given, **tree}), "product")
        try:
            validate(Product, source, context)
            return taken, left, given
        except Invalid as invalid:
            locs = {place: loc for loc, place in (*source.values.items(), *source.keys.items())}
            wrong = {locs[problem.place]: problem.message for problem in invalid.diagnostics}
        given = {key: value for key, value in given.items() if (key,) not in wrong or key in tree}
        kept = []
        for item, loc in zip(taken, items, strict=True):
            message = next((message for at, message in wrong.items() if loc[: len(at)] == at), None)
            if message is None:
                kept.append(item)
                continue
            missing = re.match(r"`(\w+)` is missing", message)
            what = (
                f"the draft does not clearly say the {missing[1].replace('_', ' ')}"
                if missing
                else "the value is not valid here"
            )
            left.append(Unsure(item.line, path_of(item.place[:-1] or item.place), what, private=item.private, also=item.also))
        taken = kept


def _tree(taken: list[Taken]) -> tuple[dict[str, Tree], list[Loc]]:
    """The values as a tree, and the location of each; elements of a list are in the order of their first line."""
    tree: dict[str, Tree] = {}
    locs: dict[int, Loc] = {}
    numbers: dict[Place, dict[str, int]] = defaultdict(dict)
    for index, item in sorted(enumerate(taken), key=lambda pair: pair[1].line):
        node: Any = tree
        loc: Loc = ()
        for at, part in enumerate(item.place):
            is_last = at + 1 == len(item.place)
            new: Any = item.value if is_last else [] if isinstance(item.place[at + 1], Item) else {}
            key: str | int = part if isinstance(part, str) else ""
            if isinstance(part, Item):
                listed = numbers[item.place[:at]]
                key = listed.setdefault(part.name, len(listed))
                node.extend([new] if key == len(node) else [])
            else:
                node.setdefault(key, new)
            node, loc = node[key], (*loc, key)
        locs[index] = loc
    return tree, [locs[index] for index in range(len(taken))]


def _written(taken: list[Taken], reviews: list[Tree]) -> tuple[dict[str, Tree], dict[Loc, str]]:
    """The tree of a file, and the origin of each value."""
    tree, locs = _tree(taken)
    return {**tree, **({"review": reviews} if reviews else {})}, {
        loc: _lines(item) for item, loc in zip(taken, locs, strict=True)
    }


def _element(place: Place) -> Place:
    """A place up to its list element; empty if it is in no list."""
    return next((place[: index + 1] for index, part in enumerate(place) if isinstance(part, Item)), ())


def _lines(item: Taken) -> str:
    rest = [] if "sample" in item.place else [line for line in item.also if line != item.line]
    lines = f"lines {', '.join(map(str, [item.line, *rest]))}" if rest else f"line {item.line}"
    return f"{lines}, derived" if item.place == ("name",) and item.rank == DERIVED else lines


def _once(unsure: list[Unsure], kept: list[Taken]) -> list[Unsure]:
    """One review per line and field; none if the line supplied a value for the field or has a more specific review."""
    known: dict[int, set[str]] = defaultdict(set)
    for taken in kept:
        known[taken.line].add(path_of(taken.place))
    reviews: dict[tuple[int, str], Unsure] = {}
    for item in sorted(unsure, key=lambda item: (item.line, -len(item.about))):
        about = item.about or item.says
        if not any(path == about or path.startswith((f"{about}.", f"{about}[")) for path in known[item.line]):
            reviews[item.line, about] = item
            known[item.line].add(about)
    return sorted(reviews.values(), key=lambda item: (item.line, item.about))


def _reviewed(draft: Draft, unsure: list[Unsure], needles: list[str], facts: list[Taken]) -> dict[bool, list[Tree]]:
    """The entries of `review:`, public (False) and private (True)."""
    said: dict[int, list[str]] = defaultdict(list)
    for sentence in draft.everything:
        said[sentence.line].append(sentence.text)
    texts = [item.says or " ".join(said[item.line]) or draft.lines[item.line - 1].strip() for item in unsure]
    people = [text for item, text in zip(unsure, texts, strict=True) if item.about == "company.signature"]
    people += [item.value for item in facts if item.private and item.place[-1] in ("name", "addressee")]
    secrets = [*needles, *sorted({part for words in people for part in re.findall(r"\w{3,}", words)})]
    entries: dict[bool, list[Tree]] = {False: [], True: []}
    for item, text in zip(unsure, texts, strict=True):
        is_open = not item.private and len(needles) < _MANY and not _LONG_NUMBER.search(text)
        entry = {"line": number(item.line), "says": text, "about": item.about, "why": item.why}
        is_private = not is_open or holds_personal(text) or _contains(text, secrets)
        entries[is_private].append({key: value for key, value in entry.items() if value})
    return entries


def _contains(text: str, needles: list[str]) -> bool:
    lowered = text.lower()
    return any(needle.lower() in lowered and re.search(rf"(?<!\w){re.escape(needle)}(?!\w)", text, re.I) for needle in needles)
