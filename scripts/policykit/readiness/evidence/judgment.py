"""What a look shows: that a claim is true, or that something is not as it should be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from policykit.readiness.found import Found


@dataclass(frozen=True)
class Seen:
    """A claim that a look confirms."""

    place: str
    """The claim's place in the file: `identities.domains[0].mail_from`."""
    on: date
    """The day of the look; the oldest, if it took several."""
    asked: tuple[str, ...]
    """What was asked: `TXT mail.example.com`."""
    kind: Literal["dns", "web", "account", "simulator"]
    """What was looked at; `simulator` is a run with the mailbox simulator."""


@dataclass(frozen=True)
class Difference:
    """Something that was seen and is not as the file says, or not as it should be."""

    found: Found
    """Field, message and fix. Message and fix are literals, because they are translated."""
    on: date
    """The day of the look."""
    disproves: tuple[str, ...] = ()
    """The places of the claims that it disproves; empty if it only shows a weakness."""
