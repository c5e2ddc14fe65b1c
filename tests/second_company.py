"""The whole way of a second company: a started kit, a product of its own, all tests, and the site below a sub-path.

`make test-kit` runs it; CI does so every night. It takes as long as the tests.
"""

from __future__ import annotations

import functools
import http.server
import os
import subprocess
import sys
import tempfile
import threading
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
SLUG = "library-mail"
OURS = {
    name: value
    for name, value in os.environ.items()
    if name not in ("PROFILE", "PRODUCT", "PRIVATE_DATA", "SITE_URL", "REPO_URL")
}

AS_IT_IS = [part for name in ("pip", "mkdocs", "dev") for part in ("-o", f".venv/{name}")]
"""The kit uses this checkout's environment, which is not installed again."""


def run(folder: Path, *command: str, **environment: str) -> None:
    print("$", *command, flush=True)
    subprocess.run(command, cwd=folder, env={**OURS, **environment}, check=True)


def commit(folder: Path, message: str) -> None:
    who = ("-c", "user.name=Kit", "-c", "user.email=kit@example.com", "-c", "commit.gpgsign=false")
    run(folder, "git", "add", "-A")
    run(folder, "git", *who, "commit", "-q", "-m", message)


def main() -> None:
    """Stops at the first thing that fails."""
    with tempfile.TemporaryDirectory() as name:
        kit = Path(name) / "kit"
        run(PROJECT, sys.executable, "scripts/start_kit.py", str(kit), "--name", "Larkfield")
        (kit / ".venv").symlink_to(PROJECT / ".venv")
        run(kit, "git", "init", "-q")
        commit(kit, "Start our kit")
        # Not the address that the kit's own tests give to a product of this company.
        facts = (PROJECT / "tests/newcomer/larkfield.yml").read_text(encoding="utf-8")
        answers = Path(name) / "answers.yml"
        answers.write_text(facts.replace("slug: larkfield-readers", f"slug: {SLUG}"), encoding="utf-8")
        run(kit, ".venv/bin/python", "scripts/new_product.py", "--answers", str(answers))
        product = kit / f"data/products/{SLUG}.yml"
        text = product.read_text(encoding="utf-8")
        # Ten times the rate that the busiest day needs: a finding. The file has no German.
        product.write_text(text.replace("request:\n", "request:\n  send_rate: 500\n", 1), encoding="utf-8")
        commit(kit, "Add our product")
        run(kit, "make", "publish-check")
        run(kit, "make", *AS_IT_IS, "site")
        served = Path(name) / "served"
        served.mkdir()
        (served / "kit").symlink_to(kit / "site")
        handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(served))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}/kit/"
            for page in (
                "",
                f"products/{SLUG}/reply/more-information/",
                f"de/products/{SLUG}/",
                "assets/kit.css",
            ):
                with urllib.request.urlopen(address + page) as answer:
                    assert answer.status == 200, page
            server.shutdown()
        run(kit, "make", *AS_IT_IS, "test")


if __name__ == "__main__":
    main()
