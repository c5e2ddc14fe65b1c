"""Finds the support case and the account: ids, link, subject and addressee, all private.

It also reads instructions and quotations, because ids are the same there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .candidates import LABELED, Found, Known, Taken, Unsure
from .modality import GAP
from .passages import Draft, Passage
from .sample_blocks import SHOWS

_URL = re.compile(r"https://[a-z0-9.-]*console\.aws\.amazon\.com/support/[^\s<>\"')\]]*", re.I)
_ID_IN_URL = re.compile(r"(?:displayId|caseId)=(?P<id>\d{6,20})\b")
_ID = re.compile(
    r"\bcase(?:\s*(?:id|number|no\.?|nr\.?))?\s*[:#]?\s*(?P<id>\d{9,20})\b|\bfall(?:nummer)?\s*[:#]?\s*(?P<fall>\d{9,20})\b",
    re.I,
)
_ACCOUNT = re.compile(r"(?:aws[\s-]*)?(?:account|konto)(?:[\s-]*(?:id|number|nr\.?|nummer))?", re.I)
_ACCOUNT_ID = re.compile(r"\d{12}|\d{4}-\d{4}-\d{4}")
_ACCOUNT_SAID = re.compile(
    r"\baws[\s-]+(?:account|konto)(?:[\s-]*(?:id|number|nummer))?\s*(?:is|ist|:|\()?\s*(?P<id>\d{12})\b", re.I
)
_SUBJECT = re.compile(r"(?:case )?(?:subject|betreff)", re.I)
_GREETING = re.compile(
    r"(?i:hello|hi|dear|hallo|guten tag|liebe[r]?|sehr geehrte[r]?)\s+(?i:(?:herr|frau|mr\.?|ms\.?"
    r"|mrs\.?)\s+)?(?P<name>[A-ZÄÖÜ][\w'’-]+(?:\s+[A-ZÄÖÜ][\w'’-]+){0,2})\s*[,!]?"
)
_NOBODY = re.compile(
    r"\b(?:aws|amazon|ses|support|team|all|there|sir|madam|everyone|everybody|damen|herren|zusammen"
    r"|customer|user|kunde|kundin)\b",
    re.I,
)


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """Facts about the case and the account."""
    for passage in draft.everything:
        yield from _numbers(passage)
        if _SUBJECT.fullmatch(passage.label) and not GAP.fullmatch(passage.value):
            yield from _subject(passage)
        if passage.is_quote:
            continue
        greeting = _GREETING.fullmatch(passage.text)
        is_example = any(SHOWS.search(words) for words in passage.above[:2])
        if greeting and not is_example and not _NOBODY.search(greeting["name"]):
            yield Taken(("request", "addressee"), greeting["name"], passage.line, private=True)


def _numbers(passage: Passage) -> Iterator[Found]:
    text = passage.text
    for match in _URL.finditer(text):
        url, line = match[0].rstrip(".,;"), passage.line_at(match.start())
        if number := _ID_IN_URL.search(url):
            yield Taken(("request", "case_url"), url, line, private=True)
            yield Taken(("request", "case_id"), number["id"], line, private=True)
        else:
            yield Unsure(line, "request.case_url", "the link contains no case id", private=True)
    for match in _ID.finditer(text):
        yield Taken(("request", "case_id"), match["id"] or match["fall"], passage.line_at(match.start()), private=True)
    if _ACCOUNT.fullmatch(passage.label) and _ACCOUNT_ID.fullmatch(passage.value):
        yield Taken(("request", "account_id"), passage.value.replace("-", ""), passage.line, private=True, rank=LABELED)
    elif said := _ACCOUNT_SAID.search(text):
        yield Taken(("request", "account_id"), said["id"], passage.line_at(said.start("id")), private=True)


def _subject(passage: Passage) -> Iterator[Found]:
    """The case's subject, if it contains a case id; any other subject may belong to another email."""
    if _ID.search(passage.value):
        yield Taken(("request", "case_subject"), passage.value, passage.line, private=True)
    elif any(SHOWS.search(words) for words in passage.above[:2]):
        yield Unsure(passage.line, "streams[].sample.subject", "the draft does not show the text of this email")
    else:
        yield Unsure(passage.line, "request.case_subject", "it is unclear whether this is the case's subject", private=True)
