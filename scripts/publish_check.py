"""Check whether this repository may be public: `python scripts/publish_check.py [--visibility public|private]`.

A public repository must not track private data, now or in any commit that somebody can fetch. A private one may; its site is
public all the same, and the public build never opens the folder. Exits 0; 1 if the repository must not be public; 2 if that
cannot be told.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PRIVATE = "data/private"
HARMLESS = (f"{PRIVATE}/.gitignore", f"{PRIVATE}/.gitkeep")
WAY_OUT = f"""Removing the files in a new commit is not enough: the history keeps them. Do one of these:
  - Begin a public repository without this history: run `python3 scripts/start_kit.py ../public-kit` here, or, if this is a
    started kit, in a checkout of the kit that it was made from. Copy data/products/ and the pages that you have changed, commit
    and publish it. This repository stays private. (Safest, and nothing is lost.)
  - Take the folder out of this history: copy {PRIVATE} to a place outside, set PRIVATE_DATA to it, run
    `git filter-repo --path {PRIVATE} --invert-paths`, add /{PRIVATE}/ to .gitignore, and push with --force. Then delete
    forks, old clones and cached pull requests; account and case numbers that were public once stay known."""


class Unknown(Exception):
    """It cannot be told what the repository contains; the text says why, and what to do."""


def git(root: Path, *arguments: str) -> str:
    """What git prints. Raises `Unknown`."""
    try:
        result = subprocess.run(["git", "-C", str(root), *arguments], text=True, capture_output=True, check=False)
    except OSError:
        raise Unknown("git is not installed: install it, because the check reads the history") from None
    if result.returncode:
        raise Unknown(f"git cannot read the history here ({result.stderr.strip()}): run the check in a clone of the repository")
    return result.stdout


def folders(root: Path, elsewhere: str) -> list[str]:
    """The private folders inside the repository: the usual one, and the one that PRIVATE_DATA names."""
    found = [PRIVATE]
    if elsewhere and Path(elsewhere).resolve().is_relative_to(root):
        found.append(Path(elsewhere).resolve().relative_to(root).as_posix())
    return list(dict.fromkeys(found))


def found_in(root: Path, paths: list[str]) -> list[str]:
    """What the repository tracks or ever tracked of these folders, a line each. Raises `Unknown`."""
    if git(root, "rev-parse", "--is-shallow-repository").strip() == "true":
        raise Unknown(
            "this clone has a part of the history: fetch all of it (`git fetch --unshallow`; in a workflow, fetch-depth: 0)"
        )
    tracked = [name for name in git(root, "ls-files", "-z", "--", *paths).split("\0") if name and name not in HARMLESS]
    lines = [f"tracked now: {len(tracked)} files, such as {tracked[0]}"] if tracked else []
    # Of all branches, tags and remotes, also where a merge alone added a file.
    log = git(
        root, "log", "--all", "-m", "--diff-filter=AMRC", "--no-renames", "--format=%x01%h", "--name-only", "-z", "--", *paths
    )
    commits: dict[str, set[str]] = {}
    for part in log.split("\x01")[1:]:
        commit, *names = [word.strip("\n") for word in part.split("\0")]
        if kept := {name for name in names if name and name not in HARMLESS}:
            commits.setdefault(commit, set()).update(kept)
    if commits:
        oldest, files = list(commits)[-1], set().union(*commits.values())
        lines.append(f"in the history: {len(files)} files in {len(commits)} commits, the oldest {oldest}")
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="publish_check.py", description="Check whether this repository may be public.")
    parser.add_argument(
        "--visibility",
        default="public",
        help="what the repository is: public (default), or private or internal, which may track it",
    )
    given = parser.parse_args(arguments)
    is_private = given.visibility in ("private", "internal")
    try:
        paths = folders(PROJECT, os.environ.get("PRIVATE_DATA", ""))
        lines = found_in(PROJECT, paths)
    except Unknown as unknown:
        print(unknown, file=sys.stderr)
        return 2
    if not lines:
        print(f"no commit contains anything of {' or '.join(paths)}: the repository may be public")
        return 0
    if is_private:
        print(
            f"this repository contains private data and must stay private ({'; '.join(lines)}); its public site may be public"
        )
        return 0
    print("this repository must not be public, because it contains private data:", file=sys.stderr)
    print("\n".join(f"  {line}" for line in lines), file=sys.stderr)
    print(WAY_OUT, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
