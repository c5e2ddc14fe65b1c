"""What all observers share: the time of a look, the version that looks, and a look that brought no answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

from policykit.foundation.settings import kit_version
from policykit.model.evidence import Look

L = TypeVar("L", bound=Look)


class NoAnswer(Exception):
    """A request brought no answer. The message says why, and what to do about it."""


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True)
class Looking:
    """One run: its clock, how long to wait for an answer, and the version of the kit."""

    now: Callable[[], datetime] = _now
    timeout: float = 5.0
    """Seconds to wait for one answer."""
    by: str = field(default_factory=kit_version)

    def saw(self, kind: type[L], asked: str, **seen: object) -> L:
        """Return a look that was answered now."""
        return _made(kind, {"asked": asked, "on": self.now(), "by": self.by, **seen})

    def failed(self, kind: type[L], asked: str, why: str, **known: object) -> L:
        """Return a look that brought no answer; `why` is a phrase for a reader, such as `no answer within 5 seconds`."""
        return _made(kind, {"asked": asked, "failed_on": self.now(), "failed": why, **known})


def _made(kind: type[L], values: dict[str, Any]) -> L:
    return cast(L, kind.model_construct(set(values), **values))
