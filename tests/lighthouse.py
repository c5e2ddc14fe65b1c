"""What Lighthouse says of twelve kinds of page on a phone: part of `make bench`. It needs npm, which the rest of the project does not."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

LIGHTHOUSE = "lighthouse@12.8.2"
"""The last version for Node 18 and 20; a new one changes the figures, so it is chosen on purpose."""
CATEGORIES = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
"""Category -> the least that a page should reach."""
PAGES = {
    "Home": "", "Products": "products/", "Overview": "products/numstro/", "Policies": "products/numstro/policies/",
    "Readiness": "products/numstro/readiness/", "Reply": "products/numstro/reply/more-information/", "Decoder": "reply/",
    "Form": "products/add/", "Guide": "guides/production-access/", "Rules": "rules/", "Rule topic": "rules/truth/",
    "Questions": "questions/",
}  # fmt: skip
_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
_TEXT = (".html", ".css", ".js", ".json", ".svg", ".txt")


class _Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves text compressed and lets it be cached, as static hosts do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        if path.suffix in _TEXT:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Compressing, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def _browser() -> str:
    """The Chromium that the tests use."""
    path = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    if path:
        return path
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _scores(address: str) -> list[int]:
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        command = ["npx", "--yes", LIGHTHOUSE, address, "--quiet", "--output=json", f"--output-path={told}"]
        command += [f"--chrome-flags={_FLAGS}", f"--only-categories={','.join(CATEGORIES)}"]
        result = subprocess.run(
            command, env={**os.environ, "CHROME_PATH": _browser()}, text=True, capture_output=True, check=False
        )
        if result.returncode:
            raise SystemExit(f"Lighthouse failed at {address}:\n{result.stderr}")
        found = json.loads(told.read_text(encoding="utf-8"))["categories"]
    return [round((found[name]["score"] or 0) * 100) for name in CATEGORIES]


def lighthouse(site: Path) -> list[list[str]]:
    """A row per kind of page: its name, and its score in each category, bold where it is too low. Empty without npm."""
    if not shutil.which("npx"):
        print("Lighthouse is left out: npm is not installed", file=sys.stderr)
        return []
    rows = []
    with served(site) as root:
        for name, page in PAGES.items():
            print(f"Lighthouse: {name}", file=sys.stderr, flush=True)
            scores = zip(_scores(root + page), CATEGORIES.values(), strict=True)
            rows.append([name, *(str(score) if score >= least else f"**{score}**" for score, least in scores)])
    return rows
