"""Finds streams that a list names with class and sender: "1. **Sign-in code (transactional):** ... Sender: `a@b`"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .candidates import LABELED, Found, Item, Known, Taken, Unsure
from .mailboxes import mailboxes_in
from .modality import REASONS, Stance
from .passages import Draft, Passage
from .samples import stream_id, title_of

_SENDER = re.compile(r"(?:clear )?(?:from|sender|absender|sent from)(?:[ -]?(?:e-?mail )?(?:address|adresse))?", re.I)
_SENDER_SAID = re.compile(r"\b(?:sender|absender|from address|from)\s*:\s*$", re.I)
_RECIPIENT_SAID = re.compile(r"\b(?:recipient|empfänger)\s*:\s*$", re.I)


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """The streams that a list names, and sender addresses without a stream."""
    used: set[str] = set()
    for passage in draft.passages:
        title, kind = title_of(passage.label) if passage.label else ("", "")
        if kind and title:
            yield from _stream(draft, passage, title, kind, used)
        elif _SENDER.fullmatch(passage.label):
            for _, at in mailboxes_in(passage.value):
                why = "it is unclear which emails come from this address"
                yield Unsure(passage.line_at(at), "streams[].from", why)


def _stream(draft: Draft, passage: Passage, title: str, kind: str, used: set[str]) -> Iterator[Found]:
    identifier = stream_id(title, used)
    # A description of a stream may contain a denial and still count; a plan or an instruction does not count.
    stance = passage.stance_at(0)
    doubt = "" if stance in (Stance.CLAIM, Stance.DENIAL) else REASONS[stance]
    if draft.language != "en":
        doubt = "the title of a stream must be in English"
    if doubt or not identifier:
        yield Unsure(passage.line, "streams", doubt or "two streams have the same title")
        return
    used.add(identifier)
    place, line = ("streams", Item(identifier)), passage.line
    yield Taken((*place, "id"), identifier, line, rank=LABELED)
    yield Taken((*place, "title"), title, line, rank=LABELED)
    yield Taken((*place, "class"), kind, line, rank=LABELED)
    for address, at in mailboxes_in(passage.text):
        before = passage.text[max(0, at - 20) : at]
        if _SENDER_SAID.search(before):
            yield Taken((*place, "from"), address, passage.line_at(at))
        elif _RECIPIENT_SAID.search(before):
            why = "describe the recipients in words"
            yield Unsure(passage.line_at(at), "streams[].recipients", why, says=passage.sentence_at(at))
