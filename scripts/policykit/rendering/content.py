"""What the pages of one product are made of beside its data: the earlier stages' results, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policykit.readiness.coverage import Coverage
from policykit.rules import Outcome

from .reply import Reply


@dataclass(frozen=True)
class Content:
    """Replies, findings, coverage and sample emails of one product."""

    replies: Mapping[str, Reply]
    """Id of a reply -> its parts."""
    findings: Outcome
    coverage: tuple[Coverage, ...]
    """AWS's questions, and how far each is answered."""
    emails: Mapping[str, bytes]
    """Id of a stream -> its sample as a message, where it has one."""
