"""Writing files: never over another file, and either complete or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not exist yet, and its folder if needed. Raises `FileExistsError` and other `OSError`s."""
    with _written(path, content) as temporary:
        os.link(temporary, path)  # unlike a rename, this fails if the name is taken


def replace_file(path: Path, content: bytes) -> None:
    """Write one of the command's own files, replacing an older one. Raises `OSError`."""
    with _written(path, content) as temporary:
        whole = temporary.with_suffix(".whole")
        os.link(temporary, whole)
        try:
            whole.replace(path)
        finally:
            whole.unlink(missing_ok=True)  # if it was interrupted before


@contextmanager
def _written(path: Path, content: bytes) -> Iterator[Path]:
    """The content in a temporary file beside `path`, flushed to disk; it is deleted afterwards."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part") as temporary:
        temporary.write(content)
        temporary.flush()
        os.fsync(temporary.fileno())
        # A temporary file is private to its owner; this one gets the permissions of any new file.
        mask = os.umask(0)
        os.umask(mask)
        path_of_it = Path(temporary.name)
        path_of_it.chmod(0o666 & ~mask)
        yield path_of_it
