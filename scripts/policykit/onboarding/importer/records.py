"""Finds SPF, DMARC and MX records, with their value if the draft gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .candidates import LABELED, SAID, Found, Item, Known, Taken, Unsure
from .modality import Stance, reason, status_about, status_of
from .passages import Draft, Passage

_KINDS = (
    (
        "spf",
        re.compile(r"\bSPF\b"),
        re.compile(r"v=spf1(?:\s+[^\s`\"|,;()]+){0,40}?\s+[-~?+]all\b|v=spf1(?:\s+[^\s`\"|,;()]+){0,40}?\s+redirect=\S+"),
    ),
    ("dmarc", re.compile(r"\bDMARC\b"), re.compile(r"v=DMARC1\s*;(?:\s*[a-z]{1,5}\s*=\s*[^;\s`\"|]+\s*;?)*", re.I)),
    ("mx", re.compile(r"\bMX\b"), re.compile(r"\b\d{1,3}\s+[a-z0-9-]+(?:\.[a-z0-9-]+)+\b", re.I)),
)


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """The DNS records in the draft."""
    for passage in draft.sentences:
        for kind, name, value in _KINDS:
            match = value.search(passage.text)
            if not name.search(passage.text) and not (match and kind != "mx"):
                continue
            yield from _record(passage, kind, name, match)


def _record(passage: Passage, kind: str, name: re.Pattern[str], match: re.Match[str] | None) -> Iterator[Found]:
    named = name.search(passage.text)
    at = match.start() if match else named.start() if named else 0
    stance = passage.stance if match else passage.stance_at(at)
    line = passage.line_at(at)
    if match and "feedback-smtp." in match[0]:
        yield Unsure(line, "identities.domains[].mail_from.mx", "this is the MX record of a MAIL FROM domain")
        return
    status = status_about(stance, passage.text, named) if named else status_of(stance, passage.text)
    if match and stance is Stance.CLAIM:
        # A record quoted after its name counts as published.
        place = ("dns", kind, Item("the"))
        yield Taken((*place, "status"), status.value if status else "implemented", line, rank=LABELED)
        yield Taken((*place, "value"), match[0].strip(" ;") if kind != "dmarc" else match[0].strip(), line, rank=LABELED)
    elif status and not (kind == "mx" and "MAIL FROM" in passage.text):
        yield Taken(("dns", kind, Item("the"), "status"), status.value, line, rank=SAID)
    elif stance is not Stance.INSTRUCTION:
        yield Unsure(line, f"dns.{kind}", reason(stance) or "it is unclear whether the record is published")
