"""Kinds of mail that a list names with their class and sender: "1. **Sign-in code (transactional):** ... Sender: `a@b`"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .candidates import LABELLED, Found, Item, Known, Taken, Unsure
from .mailboxes import mailboxes_in
from .modality import REASONS, Stance
from .passages import Draft, Passage
from .samples import stream_id, title_of

_SENDER = re.compile(r"(?:clear )?(?:from|sender|absender|sent from)(?:[ -]?(?:e-?mail )?(?:address|adresse))?", re.I)
_SENDER_SAID = re.compile(r"\b(?:sender|absender|from address|from)\s*:\s*$", re.I)
_RECIPIENT_SAID = re.compile(r"\b(?:recipient|empfänger)\s*:\s*$", re.I)


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """Streams that a list names, and sender addresses that belong to no stream."""
    used: set[str] = set()
    for passage in draft.passages:
        title, kind = title_of(passage.label) if passage.label else ("", "")
        if kind and title:
            yield from _stream(draft, passage, title, kind, used)
        elif _SENDER.fullmatch(passage.label):
            for _, at in mailboxes_in(passage.value):
                why = "which kind of mail it sends is not said"
                yield Unsure(passage.line_at(at), "streams[].from", why)


def _stream(draft: Draft, passage: Passage, title: str, kind: str, used: set[str]) -> Iterator[Found]:
    identifier = stream_id(title, used)
    # A sentence of a kind of mail may deny something and still name it; a plan or an instruction does not.
    stance = passage.stance_at(0)
    doubt = "" if stance in (Stance.CLAIM, Stance.DENIAL) else REASONS[stance]
    if draft.language != "en":
        doubt = "the title of a stream is wanted in English"
    if doubt or not identifier:
        yield Unsure(passage.line, "streams", doubt or "two kinds of mail have the same title")
        return
    used.add(identifier)
    place, line = ("streams", Item(identifier)), passage.line
    yield Taken((*place, "id"), identifier, line, rank=LABELLED)
    yield Taken((*place, "title"), title, line, rank=LABELLED)
    yield Taken((*place, "class"), kind, line, rank=LABELLED)
    for address, at in mailboxes_in(passage.text):
        before = passage.text[max(0, at - 20) : at]
        if _SENDER_SAID.search(before):
            yield Taken((*place, "from"), address, passage.line_at(at))
        elif _RECIPIENT_SAID.search(before):
            why = "who gets the mail is wanted in words"
            yield Unsure(passage.line_at(at), "streams[].recipients", why, says=passage.sentence_at(at))
