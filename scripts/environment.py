"""What the commands and adapters share: the environment, today's date, the time of the last commit, and how a command ends.

The library reads no clock and starts no process; this module passes it both as values.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from policykit.foundation.diagnostics import Invalid
from policykit.foundation.reports import text_report
from policykit.foundation.settings import PROJECT, BadSetting, Settings, read_settings


class UsageError(ValueError):
    """A command was called wrongly. The message says what is allowed."""


def exit_code(work: Callable[[], int]) -> int:
    """Do the work of a command; returns its exit code, or 1 for an invalid file and 2 for a usage error, which it prints."""
    try:
        code = work()
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        return unread()
    except (BadSetting, UsageError) as error:
        print(error, file=sys.stderr)
        return 2
    except Invalid as invalid:
        print(text_report(invalid.diagnostics, None), file=sys.stderr)
        return 1


def unread() -> int:
    """The exit code where nobody reads the rest of the output, as in `make lint | head`; what is left of it goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_RDWR), sys.stdout.fileno())
    return 1


def current_settings(profile: str | None = None) -> Settings:
    """The settings of this run; `profile` overrides `PROFILE`. Raises `BadSetting`."""
    environment = dict(os.environ)
    if profile:
        environment["PROFILE"] = profile
    if not environment.get("SOURCE_DATE_EPOCH"):
        environment["SOURCE_DATE_EPOCH"] = _last_commit(PROJECT)
    return read_settings(environment, date.today(), PROJECT)


def profile_help() -> str:
    """The help of a command's option `--profile`: the files of data/profiles."""
    names = sorted(path.stem for path in (PROJECT / "data/profiles").glob("*.yml"))
    return f"one of: {', '.join(names)}; default: the variable PROFILE, else public"


def _last_commit(folder: Path) -> str:
    """The time of the last commit in seconds since 1970; empty without git, a repository or a commit."""
    # A user's git configuration may add signatures to every log.
    command = ["git", "-C", str(folder), "log", "-1", "--format=%ct", "--no-show-signature"]
    try:
        result = subprocess.run(command, text=True, capture_output=True, check=False)
    except OSError:
        return ""
    return result.stdout.strip() if result.returncode == 0 else ""
