"""Files that commands write: never over another one, and whole or not there at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not exist yet; its folder is made. Raises `FileExistsError`, and `OSError` where it cannot."""
    with _written(path, content) as temporary:
        os.link(temporary, path)  # unlike a rename it fails where the name is taken


def replace_file(path: Path, content: bytes) -> None:
    """Write a file of the command's own, in place of an older one. Raises `OSError`."""
    with _written(path, content) as temporary:
        whole = temporary.with_suffix(".whole")
        os.link(temporary, whole)
        try:
            whole.replace(path)
        finally:
            whole.unlink(missing_ok=True)  # where it was stopped before


@contextmanager
def _written(path: Path, content: bytes) -> Iterator[Path]:
    """The content in a file beside `path`, safe on the disk; the file goes away afterwards."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part") as temporary:
        temporary.write(content)
        temporary.flush()
        os.fsync(temporary.fileno())
        # A temporary file is its owner's alone; this one gets the rights of any new file.
        mask = os.umask(0)
        os.umask(mask)
        path_of_it = Path(temporary.name)
        path_of_it.chmod(0o666 & ~mask)
        yield path_of_it
