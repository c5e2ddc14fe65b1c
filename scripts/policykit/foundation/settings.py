"""Settings: the project's folders and the values of environment variables.

Commands and adapters read them once and pass them on. The library itself reads no environment variable and no clock.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]


@cache
def kit_version() -> str:
    """The kit's version, from pyproject.toml."""
    with (PROJECT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


class BadSetting(ValueError):
    """An environment variable has an invalid value. The message names it and says what is allowed."""


@dataclass(frozen=True)
class Settings:
    """The folders, profile, date and addresses that a run uses."""

    root: Path
    profile: str = "public"
    product: str = ""
    """The product of a site about one product; other profiles ignore it."""
    private_data: Path | None = None
    today: date = date.min
    site_url: str = ""
    repo_url: str = ""
    stamp: datetime | None = None
    """Timestamp (UTC) written to output instead of the current time, so that a commit always gives the same bytes."""

    @property
    def as_of(self) -> date:
        """The day that documents carry: of the last commit, else today."""
        return self.stamp.date() if self.stamp else self.today

    @property
    def data(self) -> Path:
        """The folder of data files."""
        return self.root / "data"

    @property
    def private(self) -> Path:
        """The folder of private overlays; read only by profiles that allow it."""
        return self.private_data or self.data / "private"

    @property
    def evidence(self) -> Path:
        """The folder of what anyone can see of the products: DNS and websites."""
        return self.data / "evidence"

    @property
    def private_evidence(self) -> Path:
        """The folder of what was read with credentials; read only by profiles that allow it."""
        return self.private / "evidence"

    @property
    def docs(self) -> Path:
        """The folder of written pages, with one folder per language."""
        return self.root / "docs"

    @property
    def templates(self) -> Path:
        """The folder of templates filled from data; policies and replies are in a folder per language."""
        return self.docs / "templates"

    @property
    def translations(self) -> Path:
        """The folder of gettext catalogs, one per language."""
        return self.docs / "translations"

    def shown(self, path: Path) -> str:
        """Return a path for messages and links: relative to the project's root if it is inside it."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def read_settings(environment: Mapping[str, str], today: date, root: Path = PROJECT) -> Settings:
    """Read `PROFILE`, `PRODUCT`, `PRIVATE_DATA`, `TODAY`, `SOURCE_DATE_EPOCH`, `SITE_URL` and `REPO_URL`.

    Raises `BadSetting`.
    """
    if wanted := environment.get("TODAY"):
        try:
            today = date.fromisoformat(wanted)
        except ValueError:
            raise BadSetting(f"TODAY={wanted} is not a date: write YYYY-MM-DD") from None
    for name in ("SITE_URL", "REPO_URL"):
        if (value := environment.get(name)) and not value.startswith(("https://", "http://")):
            raise BadSetting(f"{name}={value} is not a web address: write https://host/path/")
    private = environment.get("PRIVATE_DATA")
    site_url = environment.get("SITE_URL", "")
    return Settings(
        root=root,
        profile=environment.get("PROFILE") or "public",
        product=environment.get("PRODUCT", ""),
        private_data=Path(private).expanduser().resolve() if private else None,
        today=today,
        site_url=site_url and site_url.rstrip("/") + "/",
        repo_url=environment.get("REPO_URL", "").rstrip("/"),
        stamp=_stamp(environment.get("SOURCE_DATE_EPOCH", "")),
    )


def _stamp(seconds: str) -> datetime | None:
    """Return the time of `SOURCE_DATE_EPOCH` (reproducible-builds.org), None if it is empty. Raises `BadSetting`."""
    if not seconds:
        return None
    try:
        if seconds.isascii() and seconds.isdigit():
            return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):  # a time after the year 9999; the error type depends on the system
        pass
    raise BadSetting(f"SOURCE_DATE_EPOCH={seconds} is not a time: write whole seconds since 1970, such as 1763769600")
