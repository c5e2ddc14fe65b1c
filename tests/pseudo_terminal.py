"""A command in a terminal of its own, as a person starts it: reads what it prints, types keys."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time

LONGEST_WAIT = 120
"""Seconds for a text to appear; a slow machine needs several to start Python."""
ENTER, CLEAR, CTRL_C, ESCAPE, UP, DOWN = "\r", "\x15", "\x03", "\x1b", "\x1b[A", "\x1b[B"


class Terminal:
    """Waits for what the command prints, types keys."""

    def __init__(self, project, script: str, *arguments: str, width: int = 220) -> None:
        self.fd, other = pty.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 60, width, 0, 0))
        kept = {
            k: v for k, v in os.environ.items() if k not in ("PROFILE", "PRIVATE_DATA", "SITE_URL", "REPO_URL", "PYTHONPATH")
        }
        self.process = subprocess.Popen(
            [sys.executable, str(project.script(script)), *arguments], cwd=project.root,
            stdin=other, stdout=other, stderr=other, env={**kept, "TERM": "xterm", "PYTHONIOENCODING": "utf-8"}, start_new_session=True,
        )  # fmt: skip
        os.close(other)
        self.new = ""
        """What was printed since the last keys, without colours."""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.fd)

    def _read(self) -> bool:
        """Some output, or False at its end."""
        if select.select([self.fd], [], [], 0.2)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:  # what Linux says at the end
                return False
            if b"\x1b[6n" in data:
                os.write(self.fd, b"\x1b[1;1R")  # where the cursor is
            self.new += re.sub(r"\x1b(\[[0-9;?]*[A-Za-z]|[=>])", "", data.decode(errors="replace"))
            return bool(data)
        return self.process.poll() is None

    def wait_for(self, text: str) -> Terminal:
        end = time.monotonic() + LONGEST_WAIT
        while text not in self.new:
            assert time.monotonic() < end and (self._read() or text in self.new), f"no {text!r} in:\n{self.new[-2000:]}"
        return self

    def find(self, pattern: re.Pattern[str], known: set[str]) -> re.Match[str] | None:
        """The first match that is not known yet; None at the end of the command."""
        end = time.monotonic() + LONGEST_WAIT
        while True:
            found = next((match for match in pattern.finditer(self.new) if match[0] not in known), None)
            if found:
                return found
            assert time.monotonic() < end, f"no {pattern.pattern!r} in:\n{self.new[-2000:]}"
            if not self._read():
                return None

    def type(self, keys: str) -> Terminal:
        self.new = ""
        os.write(self.fd, keys.encode())
        return self

    def end(self) -> int:
        """The exit code."""
        limit = time.monotonic() + LONGEST_WAIT
        while self._read():
            assert time.monotonic() < limit, f"still running:\n{self.new[-2000:]}"
        return self.process.wait(LONGEST_WAIT)
