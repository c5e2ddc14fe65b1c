"""Runs an engine as `python -m` would, until the build that started it is gone: `python engine.py <module> [arguments]`.

Only the build has the other end of standard input. It closes when the build ends, even if the build was killed.
"""

from __future__ import annotations

import os
import runpy
import sys
import threading

from publishing import failure


def end_with_the_build() -> None:
    """Wait until standard input is closed, then end this process at once."""
    while os.read(0, 1024):
        pass
    os._exit(1)


def main(arguments: list[str]) -> None:
    """Run a module with arguments; what the machine refuses becomes one line instead of a traceback."""
    threading.Thread(target=end_with_the_build, daemon=True).start()
    sys.path[0] = ""
    sys.argv = arguments
    try:
        runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
    except OSError as error:
        sys.exit(failure(error))


if __name__ == "__main__":
    main(sys.argv[1:])
