"""Finds the Amazon Cognito user pool; its id contains the Region and is private."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .candidates import LABELED, Found, Known, Taken, Unsure
from .modality import Stance
from .passages import Draft

_POOL = re.compile(r"(?<![\w-])(?P<region>[a-z]{2,4}(?:-gov)?-[a-z]{4,9}-\d)_[A-Za-z0-9]{6,55}(?![\w-])")
_SERVICE = re.compile(r"(?P<service>(?:(?:AWS|Amazon) )?Cognito(?: User Pools?)?)\s*\(?\s*$", re.I)


def find(draft: Draft, known: Known) -> Iterator[Found]:
    """Each user pool id in the draft."""
    for passage in draft.everything:
        for match in _POOL.finditer(passage.text):
            line = passage.line_at(match.start())
            service = _SERVICE.search(passage.text[: match.start()])
            if match["region"] not in known.regions or not service or passage.stance not in (Stance.CLAIM, Stance.DENIAL):
                yield Unsure(line, "infrastructure", "it is unclear whether this is the id of a resource in use", private=True)
                continue
            place = ("infrastructure", "cognito")
            yield Taken((*place, "service"), service["service"], line, rank=LABELED)
            yield Taken((*place, "region"), match["region"], line, rank=LABELED)
            yield Taken((*place, "resource_id"), match[0], line, private=True, rank=LABELED)
