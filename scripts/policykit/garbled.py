"""Characters that were decoded with the wrong table: found by a round trip that proves it, and repaired.

May import nothing of this library. Tokens are tried one by one, because a line often mixes garbled and sound words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import ftfy
from ftfy.badness import is_bad

_TOKEN = re.compile(r"\S*[^\x00-\x7f]\S*(?: [^\x00-\x7f]\S*)*")
# Never text: the replacement character, private use, C1 controls (U+0085 is a line break of its own).
_NEVER = re.compile("[\ufffd\ue000-\uf8ff\x80-\x84\x86-\x9f]")


@dataclass(frozen=True)
class Garbled:
    """A token that is garbled, and what it was; `repaired` equals `token` where nothing can be proven."""

    token: str
    repaired: str
    start: int


def find_garbled(text: str) -> list[Garbled]:
    """Every garbled token of `text`."""
    found = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        repaired = _repair_token(token)
        if repaired != token or _NEVER.search(token):
            found.append(Garbled(token, repaired, match.start()))
    return found


def repair(text: str) -> str:
    """`text` with every token repaired whose repair is proven."""
    return _TOKEN.sub(lambda match: _repair_token(match[0]), text)


def _repair_token(token: str) -> str:
    if not is_bad(token):
        return token
    repaired = ftfy.fix_encoding(token)
    fewer = len(re.findall(r"[^\x00-\x7f]", repaired)) < len(re.findall(r"[^\x00-\x7f]", token))
    return repaired if fewer and not _NEVER.search(repaired) else token
