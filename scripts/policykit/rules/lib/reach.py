"""Detects whether one event of a stream reaches several recipients."""

from __future__ import annotations

import re

from policykit.model import Stream
from policykit.readiness.sentences import english

# "the user who sent the request" is one; "users who ...", "the members of a choir" and "people in a team" are several.
_ONE = re.compile(
    r"^(?:only )?(?:the|a|an|each|one)\s+(?:[\w'-]+\s+){0,2}?(?!people|staff|\w+s\b)\w+ (?:who|whose|that|of|at)\b", re.I
)


def reaches_several(stream: Stream) -> bool:
    """Whether trigger and recipients imply several recipients per event; false for a stream without trigger."""
    if stream.class_ == "marketing":
        return True
    recipients = stream.recipients
    if recipients and (recipients.internal or recipients.address):
        return False
    if not stream.trigger or stream.trigger.actor == "recipient":
        return False
    return not _ONE.match(english(recipients.who))
