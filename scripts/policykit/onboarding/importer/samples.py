"""Extracts the sample emails with subject, text, sender, recipient and variables.

Every placeholder, such as {{name}} or <name>, becomes a variable in brackets. A variable without an example in the draft has
its own name as example, which a person replaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parseaddr

from .draft import Draft
from .found import DERIVED, LABELED, Found, Item, Taken, Unsure
from .mailboxes import holds_personal, holds_strangers
from .sample_blocks import SampleBlock

_VARIABLE = re.compile(r"\[(?P<name>[^\]\n]{1,40})\]\s*(?:=|:|->|→)\s*(?P<value>\S.{0,80})")
_BRACKETS = re.compile(r"\[([^\[\]\n]{1,60})\]")
_PLACEHOLDER = re.compile(
    r"\{\{\{?\s*([^{}\n]{1,60}?)\s*\}?\}\}|\$\{\s*([^{}\n]{1,60}?)\s*\}|\{%\s*([^%{}\n]{1,60}?)\s*%\}"
    r"|\{([A-Za-z][\w .-]{0,40})\}"
    r"|<([A-Za-z][\w .-]{1,40})>|%([A-Za-z_]{2,30})%"
)


def sample_of(draft: Draft, sample: SampleBlock, stream: str, language: str) -> Iterator[Found]:
    """The values of a sample of the stream with this id."""
    place = ("streams", Item(stream), "sample")
    subject, line = sample.headers["subject"]
    yield Taken((*place, "language"), language, line)
    yield Taken((*place, "subject"), _bracketed(subject), line, also=sample.numbers)
    if "from" in sample.headers:
        shown, at = sample.headers["from"]
        sender, address = parseaddr(shown)
        if "@" in address:
            yield Taken((*place, "sent_from"), shown, at)
            yield Taken(("streams", Item(stream), "from"), address, at)
        if sender and "@" in address:
            yield Taken(("streams", Item(stream), "from_name"), sender, at)
    if "to" in sample.headers and "@" in sample.headers["to"][0]:
        shown, at = sample.headers["to"]
        if holds_strangers(shown):
            yield Unsure(at, "streams[].sample.sent_to", "the recipient may be a real person", says=shown, private=True)
        else:
            yield Taken((*place, "sent_to"), shown, at)
    if sample.text:
        yield Taken((*place, "text"), _bracketed(sample.text), sample.first, also=sample.numbers)
    yield from _variables(draft, sample, place)


def left_sample(draft: Draft, sample: SampleBlock, why: str) -> Unsure:
    """A sample that a person has to assign."""
    says = "\n".join(draft.lines[number - 1] for number in sample.numbers).strip()
    line = next(number for number in sample.numbers if draft.lines[number - 1].strip())
    return Unsure(line, "streams[].sample", why, says, holds_personal(says), sample.numbers)


def _bracketed(text: str) -> str:
    """A text with every placeholder written as [name]."""
    return _PLACEHOLDER.sub(lambda match: f"[{next(filter(None, match.groups()))}]", text)


def _variables(draft: Draft, sample: SampleBlock, place: tuple[str | Item, ...]) -> Iterator[Found]:
    """An example for each variable: from the 12 lines after the sample, else its own name."""
    last = sample.numbers[-1]
    given = {
        match["name"]: (match["value"].strip(), sentence.line)
        for sentence in draft.sentences
        if last < sentence.line <= last + 12 and (match := _VARIABLE.fullmatch(sentence.text))
    }
    subject, line = sample.headers["subject"]
    for at, text in [(line, subject), *((number, draft.lines[number - 1]) for number in sample.numbers)]:
        for name in _BRACKETS.findall(_bracketed(text)):
            value, cited = given.get(name, (re.sub(r"[\W_]+", " ", name).strip() or "example", at))
            yield Taken((*place, "variables", name), value, cited, rank=LABELED if name in given else DERIVED)
