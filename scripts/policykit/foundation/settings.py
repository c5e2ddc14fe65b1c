"""Where the project lies and what the environment asks for.

Read once by commands and adapters and handed on; the library itself reads no environment and has no clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]


class BadSetting(ValueError):
    """An environment variable that cannot be used; the message says which, and what it may be."""


@dataclass(frozen=True)
class Settings:
    """What a run works on."""

    root: Path
    profile: str = "public"
    private_data: Path | None = None
    today: date = date.min
    site_url: str = ""
    repo_url: str = ""
    stamp: datetime | None = None
    """The time, in UTC, that outputs carry instead of the moment they were made: one commit then gives the same bytes."""

    @property
    def data(self) -> Path:
        """The facts."""
        return self.root / "data"

    @property
    def private(self) -> Path:
        """The folder of overlays; opened only by a profile that says so."""
        return self.private_data or self.data / "private"

    @property
    def docs(self) -> Path:
        """The words, a folder a language."""
        return self.root / "docs"

    @property
    def templates(self) -> Path:
        """The words that are filled from data, a folder a language."""
        return self.docs / "templates"

    def shown(self, path: Path) -> str:
        """A path as messages and links show it: from the project's root where it lies below it."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def read_settings(environment: Mapping[str, str], today: date, root: Path = PROJECT) -> Settings:
    """The settings of `PROFILE`, `PRIVATE_DATA`, `TODAY`, `SOURCE_DATE_EPOCH`, `SITE_URL` and `REPO_URL`.

    Raises `BadSetting`.
    """
    if wanted := environment.get("TODAY"):
        try:
            today = date.fromisoformat(wanted)
        except ValueError:
            raise BadSetting(f"TODAY={wanted} is not a date: write YYYY-MM-DD") from None
    for name in ("SITE_URL", "REPO_URL"):
        if (value := environment.get(name)) and not value.startswith(("https://", "http://")):
            raise BadSetting(f"{name}={value} is no web address: write https://host/path/")
    private = environment.get("PRIVATE_DATA")
    site_url = environment.get("SITE_URL", "")
    return Settings(
        root=root,
        profile=environment.get("PROFILE") or "public",
        private_data=Path(private).expanduser().resolve() if private else None,
        today=today,
        site_url=site_url and site_url.rstrip("/") + "/",
        repo_url=environment.get("REPO_URL", "").rstrip("/"),
        stamp=_stamp(environment.get("SOURCE_DATE_EPOCH", "")),
    )


def _stamp(seconds: str) -> datetime | None:
    """The time of `SOURCE_DATE_EPOCH` (reproducible-builds.org), None where it is empty. Raises `BadSetting`."""
    if not seconds:
        return None
    try:
        if seconds.isascii() and seconds.isdigit():
            return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):  # a time after the year 9999; which error says so depends on the system
        pass
    raise BadSetting(f"SOURCE_DATE_EPOCH={seconds} is not a time: write whole seconds since 1970, such as 1763769600")
