"""How well the import of drafts does: what it takes, held against the files that people made of the same drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from policykit.foundation.settings import PROJECT
from policykit.onboarding.importer import Imported, Known, import_draft, read_draft
from policykit.yamlio.reader import read_yaml

DRAFTS = PROJECT / "data" / "private" / "drafts"

# What the import takes; a value of the hand-made file elsewhere is of a kind that it leaves to a person.
KINDS = re.compile(
    r"(?:name|application|company\.(?:name|signature)|website\.\w+_?url|website\.url"
    r"|request\.(?!quota_reason|additional|contact_language|mail_type_stated|service)\w+"
    r"|identities\.domains\[\]\.(?:domain|status|region|dkim\.\w+|mail_from\.\w+)|identities\.addresses\[\]"
    r"|dns\.\w+\[\]\.(?:status|value)"
    r"|streams\[\]\.(?:class|from|from_name|sample\.(?:language|subject|sent_from|sent_to|text))"
    r"|volume\.figures\[\]\..*|monitoring\.(?:alarms\[\]\.(?!action).*|targets\[\]\..*)"
    r"|contacts\.\w+\.(?:name|email|phone))"
)
# Two elements are the same where these agree; the first that both have decides.
_SAME = {
    "identities.domains": ("domain",),
    "streams": ("sample.subject", "id"),
    "volume.figures": ("kind", "per", "months_ahead"),
    "monitoring.alarms": ("metric",),
    "monitoring.targets": ("metric",),
}


@dataclass
class Score:
    """Counts of one draft, or of all."""

    taken: int = 0
    right: int = 0
    kinds: int = 0
    scalars: int = 0
    carried: int = 0
    """Values that are sentences, which a person words anew in the file made by hand."""
    reviews: int = 0
    unused: int = 0
    differing: list[str] = field(default_factory=list)

    @property
    def row(self) -> str:
        return (
            f"{self.taken:>6} {self.right:>6} {self.right / max(self.taken, 1):>10.3f} {self.kinds:>6}"
            f" {self.right / max(self.kinds, 1):>8.3f} {self.scalars:>8} {self.right / max(self.scalars, 1):>8.3f}"
            f" {self.carried:>8} {self.reviews:>8} {self.unused:>7}"
        )


@cache
def known() -> Known:
    regions = frozenset(read_yaml(PROJECT / "data/ses.yml").tree["regions"])
    languages = tuple(sorted(path.name for path in (PROJECT / "docs/templates").iterdir() if path.is_dir()))
    questions = read_yaml(PROJECT / "data/questions.yml").tree
    return Known(regions, languages, {item["id"]: tuple(item["signs"]) for item in questions if "signs" in item})


def drafts() -> list[Path]:
    """The private drafts; none in a checkout without the private folder."""
    return sorted(DRAFTS.glob("*.md")) if DRAFTS.is_dir() else []


def imported(path: Path) -> Imported:
    return import_draft(read_draft(path.read_text(encoding="utf-8")), known())


def score(path: Path) -> Score:
    """One draft against the hand-made files of its name."""
    made = imported(path)
    hand = _laid(*(folder / f"{path.stem}.yml" for folder in (PROJECT / "data/products", PROJECT / "data/private")))
    ours = {key: value for tree in (made.public, made.private) for key, value in _leaves(_without_review(tree), "", "")}
    theirs = {key: value for tree in hand for key, value in _leaves(_without_review(tree), "", "")}
    ours, theirs = _without_ids(_renamed(ours, theirs)), _without_ids(theirs)
    result = Score(len(ours), reviews=made.reviews, unused=len(made.unused), scalars=len(theirs))
    result.kinds = sum(bool(KINDS.fullmatch(re.sub(r"\[[^\]]*\]", "[]", key))) for key in theirs)
    for key, value in ours.items():
        if not KINDS.fullmatch(re.sub(r"\[[^\]]*\]", "[]", key)):
            result.taken -= 1
            result.carried += 1
        elif _same(value, theirs.get(key)):
            result.right += 1
        else:
            result.differing.append(f"{path.stem}: {key}: {value!r}, by hand {theirs.get(key)!r}")
    return result


def total(scores: list[Score]) -> Score:
    names = ("taken", "right", "kinds", "scalars", "carried", "reviews", "unused")
    return Score(**{name: sum(getattr(score, name) for score in scores) for name in names})


def _laid(*paths: Path) -> list[Any]:
    return [read_yaml(path).tree for path in paths if path.is_file()]


def _without_review(tree: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in tree.items() if key not in ("review", "statements")}


def _without_ids(leaves: dict[str, str]) -> dict[str, str]:
    """The id of a stream is made of its title and stands in no draft."""
    return {key: value for key, value in leaves.items() if not re.fullmatch(r"streams\[.*\]\.id", key)}


def _leaves(tree: Any, path: str, plain: str) -> Iterator[tuple[str, str]]:
    """Every scalar with its place; elements of lists by what they are, not by their number. Of a text the English."""
    if isinstance(tree, dict):
        if set(tree) == {"en"} or ("en" in tree and set(tree) <= {"en", "de"}):
            yield path, str(tree["en"])
            return
        for key, value in tree.items():
            yield from _leaves(value, f"{path}.{key}" if path else key, f"{plain}.{key}" if plain else key)
    elif isinstance(tree, list):
        for index, item in enumerate(tree):
            yield from _leaves(item, f"{path}[{_identity(item, plain, index)}]", plain)
    else:
        yield path, str(tree)


def _identity(item: Any, plain: str, index: int) -> str:
    if not isinstance(item, dict):
        return str(item)
    keys = _SAME.get(plain)
    return "/".join(str(_at(item, key)) for key in keys if _at(item, key)) if keys else str(index)


def _at(item: dict[str, Any], path: str) -> Any:
    node: Any = item
    for part in path.split("."):
        node = node.get(part) if isinstance(node, dict) else None
    return "" if node is None else node


def _renamed(ours: dict[str, str], theirs: dict[str, str]) -> dict[str, str]:
    """Streams of ours under the names of theirs: by the subject of their sample, else those left in their order."""

    def names(leaves: dict[str, str]) -> list[str]:
        return list(
            dict.fromkeys(match[1] for key in leaves if (match := re.match(r"streams\[(.*?)\]\.(?:id|title|class)", key)))
        )

    mine, other = names(ours), names(theirs)
    pairs = {}
    for name in mine:
        subject = ours.get(f"streams[{name}].sample.subject")
        close = [known for known in other if subject and theirs.get(f"streams[{known}].sample.subject") == subject]
        if close:
            pairs[name] = close[0]
    left = [name for name in other if name not in pairs.values()]
    for name in (name for name in mine if name not in pairs):
        if left and not ours.get(f"streams[{name}].sample.subject"):
            pairs[name] = left.pop(0)

    def key_of(key: str) -> str:
        for old, new in pairs.items():
            if key.startswith(f"streams[{old}]"):
                return f"streams[{new}]" + key[len(f"streams[{old}]") :]
        return key

    return {key_of(key): value for key, value in ours.items()}


def _same(ours: str, theirs: str | None) -> bool:
    """Numbers and addresses exactly, texts but for white space and the case of their first letter."""
    if theirs is None:
        return False
    a, b = " ".join(ours.split()), " ".join(theirs.split())
    return a == b or a[:1].lower() + a[1:] == b[:1].lower() + b[1:]


def report() -> str:
    """The table, and what differs."""
    scores = {path.stem: score(path) for path in drafts()}
    width = max((len(name) for name in scores), default=5)
    head = f"{'':<{width}} {'taken':>6} {'right':>6} {'precision':>10} {'kinds':>6} {'recall':>8} {'scalars':>8} {'recall':>8} {'carried':>8} {'reviews':>8} {'unused':>7}"
    rows = [f"{name:<{width}} {found.row}" for name, found in scores.items()]
    differing = [line for found in scores.values() for line in found.differing]
    return "\n".join([head, *rows, f"{'all':<{width}} {total(list(scores.values())).row}", *differing])
