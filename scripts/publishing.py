"""Replacing the published site: never by two builds at once, and either completely or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl


class Refused(Exception):
    """The site cannot be built now. The message says why, and what to do."""


def failure(error: OSError) -> str:
    """What the system says about an error, with the file if it is known."""
    if isinstance(error, shutil.Error):  # a list of errors, one per file
        _, file, what = error.args[0][0]
        return f"{file}: {what}"
    what = error.strerror or str(error)
    return f"{error.filename}: {what}" if error.filename else what


@contextmanager
def alone(lock: Path, site: str) -> Iterator[None]:
    """Keep other builds of this site away. Raises `Refused` if one is running.

    The system frees the lock when its process ends, however it ends, so the file may stay.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+", encoding="utf-8") as file:
        if sys.platform != "win32":
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.seek(0)
                process = file.read().strip()
                advice = f"wait for it, or stop it with `kill {process}`"
                raise Refused(f"another build of {site}/ is running, as process {process}: {advice}") from None
            except OSError as error:
                if error.errno not in (errno.ENOLCK, errno.ENOTSUP):  # some network file systems have no locks
                    raise
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def remove(path: Path) -> None:
    """Delete a file or folder, also one that is read-only; it may be missing. Raises `OSError`."""
    if path.is_dir() and not path.is_symlink():
        for folder, _, _ in os.walk(path):
            if not os.access(folder, os.W_OK):
                Path(folder).chmod(0o700)
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def prepare(site: Path) -> None:
    """Bring back the previous site if a build was killed while it replaced it, and see whether it can be replaced.

    Raises `Refused` and `OSError`, before time is spent on a build.
    """
    new, old, place = _beside(site)
    if old.exists() and not place.exists():
        old.rename(place)
    if place.is_mount():
        raise _is_mounted(site)
    remove(new)
    new.mkdir()
    new.rmdir()


def swap_in(whole: Path, site: Path) -> None:
    """Replace the previous site with the new one. Raises `Refused` and `OSError`; the previous site is then as it was.

    The new one is first brought beside it, perhaps from another file system. Then only two renames are left, so one of the
    two always exists.
    """
    new, old, place = _beside(site)
    remove(new)
    remove(old)
    try:
        shutil.move(whole, new)
        if place.exists():
            place.rename(old)
        new.rename(place)
    except BaseException as error:
        if old.exists() and not place.exists():
            old.rename(place)
        remove(new)
        if isinstance(error, OSError) and error.errno == errno.EBUSY:
            raise _is_mounted(site) from None
        raise
    with suppress(OSError):
        remove(old)  # what cannot be removed now stops the next build


def _beside(site: Path) -> tuple[Path, Path, Path]:
    """Where the new site and the previous one are while they change places, and the site itself, which a link may lead to."""
    place = site.resolve()
    return place.with_name(f".{place.name}.new"), place.with_name(f".{place.name}.old"), place


def _is_mounted(site: Path) -> Refused:
    fix = f"unmount it, and make {site.name} a symbolic link to a folder inside the mount"
    return Refused(f"{site.name}/ is a mount point, which no build can replace: {fix}")
