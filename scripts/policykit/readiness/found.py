"""What a rule or a look found wrong: the field, the message and the fix, in words that are translated."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from policykit.foundation.diagnostics import Severity


@dataclass(frozen=True, init=False)
class Found:
    """What a rule found: the field, the message and, if it differs from the rule's own, the fix.

    `path` is a field path with list indexes: `streams[0].from`. Message and fix are translated, so they are literal texts, with
    `{name}` for each value: `Found("request.daily_quota", "The quota is {quota}.", quota=50000)`. Numbers are printed in the
    reader's language. `severity` is for a milder case than the rule's own. `is_planned` says that what the rule
    asks for is only planned.
    """

    path: str
    message: str
    fix: str
    values: Mapping[str, object]
    severity: Severity | None
    is_planned: bool
    on: date | None
    """The day on which it was seen; None if the file alone shows it."""

    # These are Any, because mypy would hold the values of a mapping against them.
    def __init__(
        self, path: str, message: str, fix: str = "", severity: Any = None, is_planned: Any = False, **values: object
    ) -> None:
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "message", message)
        object.__setattr__(self, "fix", fix)
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "severity", severity)
        object.__setattr__(self, "is_planned", is_planned)
        object.__setattr__(self, "on", None)

    def dated(self, on: date) -> Found:
        """Return the same with the day on which it was seen."""
        found = copy(self)
        object.__setattr__(found, "on", on)
        return found
