"""The results of the earlier build stages that the pages of one product use besides its data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policykit.readiness.coverage import Coverage
from policykit.readiness.verdict import Verdict
from policykit.rules import Finding

from .reply import Reply


@dataclass(frozen=True)
class Content:
    """Replies, verdict, coverage and sample emails of one product."""

    replies: Mapping[str, Reply]
    """Reply id -> its parts."""
    verdict: Verdict[Finding]
    coverage: tuple[Coverage, ...]
    """AWS's questions, each with how completely it is answered."""
    emails: Mapping[str, bytes]
    """Stream id -> its sample email as .eml bytes; streams without a sample are missing."""
