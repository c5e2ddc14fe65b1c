"""A sentence of the source says "implemented" of something that is planned.

A heading such as "We have implemented the following" over a list of plans is untrue for each of them; AWS reads the heading
and expects to find them in the account (AWS-03).

Wrong:
    handling: {complaint: {status: planned}}
    statements: [{about: handling.complaint, says: "We have implemented the following mechanisms:", line: 66}]
    ---
    dns: {dmarc: [{status: none}]}
    statements: [{about: dns.dmarc, says: DMARC is fully configured., line: 8}]
Right:
    statements: [{about: handling.complaint, says: "We have implemented the following mechanisms:", line: 66}]
Silent:
    handling: {complaint: {status: planned}}
    statements:
      - {about: handling.complaint, says: We will have it implemented by May., line: 66}
      - {about: handling.complaint, says: Complaints are not yet implemented., line: 67}
"""

import re
from collections.abc import Iterator

from policykit.model import Status, values_at
from policykit.readiness.sentences import is_denied, sentence_at
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("CON-02",)
sources = ("AWS-03",)

CLAIM = re.compile(r"\b(?:implemented|configured|set up|enabled|in place|installed)\b", re.I)
FUTURE = re.compile(r"\b(?:will|shall|plan\w*|going to|intend\w*|once|to be)\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each such sentence about fields whose status says otherwise: one sentence of the source, one finding."""
    paths: dict[tuple[str, int], str] = {}
    contradictions: dict[tuple[str, int], list[str]] = {}
    for index, statement in enumerate(product.statements):
        match = CLAIM.search(statement.says)
        if match is None or is_denied(statement.says, match) or FUTURE.search(sentence_at(statement.says, match)):
            continue
        found = [item for value in values_at(product, statement.about) for item in _items(value)]
        states = {state for item in found if isinstance(state := getattr(item, "status", item), Status)}
        if states and not any(state.is_in_place for state in states):
            sentence = (statement.says, statement.line)
            paths.setdefault(sentence, f"statements[{index}].says")
            contradictions.setdefault(sentence, []).append(f"`{statement.about}` is {' and '.join(sorted(states))}")
    for sentence, contradicting in contradictions.items():
        message = f'"{sentence[0].rstrip(":.")}", but {" and ".join(contradicting)}'
        fix = "tell what is in place and what is planned under headings of their own"
        yield Found(paths[sentence], message, fix)


def _items(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)
