"""Start a kit for another company, or renew one: `python scripts/start_kit.py <folder> [--name NAME] | <folder> --update`.

A kit gets everything of this checkout but its products, its private data, its history and the files that are its owner's from
the start. `engine.json` in it lists what it got, so that `--update`, from a newer checkout, replaces exactly the files that
nobody has changed since. It needs no installed package. Exits 0; 1 if a file could not be written; 2 on a usage error.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from new_file import replace_file

PROJECT = Path(__file__).resolve().parents[1]
RECORD = "engine.json"
OWN_PATHS = ("data/products/", "data/private/", "data/evidence/", ".github/reply-")
OWN_FILES = ("data/kit.yml", "data/social.png", "README.md", "SECURITY.md", RECORD)
"""What a kit never gets from another one, now or later: how the paths of files begin, and whole paths."""
ASIDE = "build/update"
"""Folder in a kit for the newer versions of files that its owner has changed; git ignores it."""
_OUTPUT = re.compile(
    r"(?:\.git|\.venv|build|answers|site(?:-[^/]+)?|\.site[^/]*|\.hypothesis|\.cache)/|(?:.*/)?(?:\.\w+_cache|__pycache__)/|.*\.pyc$"
)
"""Build output and caches: folders at the root, and what Python leaves anywhere."""

KIT = """# What this kit is called and how it looks, in every language. Change it here and nowhere else.
# Own look, in addition:
#   colors: {{light: "#0b5f7c", dark: "#7cc7de"}}   links and buttons on white, and on dark pages; both are checked for contrast
#   short_name: {{en: Kit, de: Kit}}              a shorter name for phones
#   logo: logo.svg                                an SVG or PNG file beside this one, used as logo and icon
name: {name}
description: {description}
"""
README = """# {name}

How we send email with Amazon SES: one file per product in `data/products/` becomes the use case, policies, checklists and
replies that AWS asks for. Made with the SES production-access kit {version}.

| Command | What it does |
|---|---|
| `make site` | builds the site into `site/` |
| `make lint` | checks data, templates and products |
| `make test` | runs everything that runs on each push |
| `make publish-check` | says whether this repository may be public |

- **Add a product:** `.venv/bin/python scripts/new_product.py`, or the page "Add a product" of the site.
- **Name, colors and logo:** `data/kit.yml`. Then `make social` makes the picture of shared links from it.
- **Private values:** `data/private/`, which git ignores. Keep a copy elsewhere.
- **Newer engine:** in a newer checkout of the kit, `python3 scripts/start_kit.py ../{folder} --update`.
- **Publish:** `docs/en/guides/publish.md`.
"""
SECURITY = """# Security

Write here whom to tell about a private value on the site or a fault in it, and how: an email address of {name}.
"""


class Refused(Exception):
    """The command cannot do what was asked; the text says why, and what to do."""


@dataclass
class Update:
    """What an update does to a kit: paths, in order."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Changed by the owner and by the engine."""
    left_out: list[str] = field(default_factory=list)
    """Deleted by the owner."""
    record: dict[str, str] = field(default_factory=dict)


def is_own(name: str) -> bool:
    """Whether a file belongs to the kit's owner from the start."""
    return name in OWN_FILES or name.startswith(OWN_PATHS)


def engine_files(root: Path) -> list[str]:
    """The files of this checkout that a kit gets: what git tracks, or, outside a repository, everything but build output."""
    listed = _git(root, "ls-files", "-z")
    if listed is not None and (root / ".git").exists():
        names = listed.split("\0")
    else:
        names = [
            path.relative_to(root).as_posix()
            for path in root.rglob("*")
            if path.is_file() and not _OUTPUT.match(path.relative_to(root).as_posix())
        ]
    return sorted(name for name in names if name and not is_own(name) and (root / name).is_file())


def version_of(root: Path) -> str:
    """The version in pyproject.toml."""
    with (root / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def sha(content: bytes) -> str:
    """What identifies a content."""
    return hashlib.sha256(content).hexdigest()


def record_text(source: Path, files: dict[str, str]) -> bytes:
    """The content of engine.json."""
    commit = (_git(source, "rev-parse", "--short=12", "HEAD") or "").strip()
    made = {
        "about": "Written by scripts/start_kit.py: the files of the kit's engine, as they were last brought here. Do not edit.",
        "version": version_of(source), "commit": commit, "files": dict(sorted(files.items())),
    }  # fmt: skip
    return (json.dumps(made, indent=1) + "\n").encode()


def start(source: Path, folder: Path, name: str) -> int:
    """Make a new kit; returns the number of its files. Raises `Refused` and `OSError`."""
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise Refused(f"{folder} exists and is not empty: choose a new folder, or renew a kit with --update")
    if folder.is_relative_to(source):
        raise Refused(f"{folder} is inside this checkout: choose a folder outside it")
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        files = {}
        for each in engine_files(source):
            content = (source / each).read_bytes()
            files[each] = sha(content)
            _write(part / each, content, (source / each).stat().st_mode, flush=False)
        english = f"How {name} sends email with Amazon SES: use cases, policies, checklists and replies."
        german = f"Was {name} mit Amazon SES versendet: Anwendungsfälle, Richtlinien, Checklisten und Antworten."
        own = {
            "data/kit.yml": KIT.format(name=_both(name, name), description=_both(english, german)),
            "data/products/.gitkeep": "",
            "data/private/.gitignore": "# Private values stay on your machine: git ignores everything here.\n*\n!.gitignore\n",
            "README.md": README.format(name=name, version=version_of(source), folder=folder.name),
            "SECURITY.md": SECURITY.format(name=name),
        }
        for each, text in own.items():
            _write(part / each, text.encode(), flush=False)
        _write(part / RECORD, record_text(source, files), flush=False)
        if folder.exists():
            folder.rmdir()  # it is empty
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return len(files) + len(own) + 1


def plan(source: Path, kit: Path, before: dict[str, str]) -> Update:
    """What an update does, from what the kit has and what it last got."""
    update = Update()
    names = engine_files(source)
    for name in names:
        content, path = sha((source / name).read_bytes()), kit / name
        update.record[name] = content
        found = sha(path.read_bytes()) if path.is_file() else None
        if found == content:
            continue
        if found is None:
            if name in before:
                update.left_out.append(name)
            else:
                update.new.append(name)
        elif found == before.get(name):
            update.changed.append(name)
        elif before.get(name) != content:
            update.kept.append(name)
    for name in sorted(set(before) - set(names)):
        if is_own(name) or not (kit / name).is_file():
            continue
        if sha((kit / name).read_bytes()) == before[name]:
            update.gone.append(name)
        else:
            update.kept.append(name)
    return update


def renew(source: Path, kit: Path) -> Update:
    """Bring newer engine files to a kit. Raises `Refused` and `OSError`.

    Each file is replaced as a whole, and the record is written last: after an interruption, the same command finishes the work.
    """
    before = read_record(kit)
    update = plan(source, kit, before)
    for name in (*update.new, *update.changed, *update.gone):
        if not (kit / name).parent.resolve().is_relative_to(kit):
            raise Refused(f"{kit / name} is behind a link that leads out of the kit: replace the link with a folder")
    shutil.rmtree(kit / ASIDE, ignore_errors=True)
    for name in update.kept:
        if (source / name).is_file():
            _write(kit / ASIDE / name, (source / name).read_bytes())
    for name in (*update.new, *update.changed):
        _write(kit / name, (source / name).read_bytes(), (source / name).stat().st_mode)
    for name in update.gone:
        (kit / name).unlink()
        folder = (kit / name).parent
        while folder != kit and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
    replace_file(kit / RECORD, record_text(source, update.record))
    return update


def read_record(kit: Path) -> dict[str, str]:
    """What a kit last got: path -> hash. Raises `Refused`."""
    path = kit / RECORD
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        if isinstance(files, dict) and all(isinstance(value, str) for value in files.values()):
            return files
    except FileNotFoundError:
        raise Refused(
            f"{kit} has no {RECORD}, so it cannot be told whose files are whose: it was not made by this command"
        ) from None
    except (ValueError, KeyError, TypeError):
        pass
    raise Refused(f"{path} cannot be read: restore it from your repository's history")


def told(update: Update, kit: Path, version: str) -> str:
    """What the command prints after an update."""
    counts = f"{len(update.changed)} files replaced, {len(update.new)} added, {len(update.gone)} removed"
    lines = [f"{kit}: now at {version}: {counts}"]
    if update.kept:
        lines.append(f"yours are kept, because you changed them; what is newer is in {ASIDE}/:")
        lines += [f"  {name}" for name in update.kept]
    if update.left_out:
        lines += ["not brought back, because you deleted them:", *(f"  {name}" for name in update.left_out)]
    lines.append("products, private data and your own pages are as they were")
    lines.append("next: `git diff`, CHANGELOG.md for what is new, then `make test` and a commit")
    return "\n".join(lines)


def _write(path: Path, content: bytes, mode: int = 0, *, flush: bool = True) -> None:
    """Write a file, executable if its model is; as a whole, unless its folder is still a hidden one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if flush:
        replace_file(path, content)
    else:
        path.write_bytes(content)
    if mode & 0o111:
        path.chmod(path.stat().st_mode | 0o111)


def _both(english: str, german: str) -> str:
    """A text in both languages, as YAML."""
    return f"{{en: {json.dumps(english, ensure_ascii=False)}, de: {json.dumps(german, ensure_ascii=False)}}}"


def _git(root: Path, *arguments: str) -> str | None:
    try:
        result = subprocess.run(["git", "-C", str(root), *arguments], text=True, capture_output=True, check=False)
    except OSError:
        return None
    return result.stdout if result.returncode == 0 else None


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="start_kit.py", description="Start a kit for another company, or renew one.")
    parser.add_argument("folder", type=Path, help="the kit: a new folder, or with --update an existing kit")
    parser.add_argument("--name", help="name of the new site; default: the folder's name")
    parser.add_argument("--update", action="store_true", help="bring this checkout's newer engine files to the kit")
    given = parser.parse_args(arguments)
    folder = given.folder.resolve()
    try:
        if (PROJECT / RECORD).is_file():
            raise Refused("this is a started kit itself: run the command in a checkout of the kit that it was made from")
        if given.update:
            if given.name:
                raise Refused("--name is for a new kit: change data/kit.yml in the kit instead")
            print(told(renew(PROJECT, folder), folder, version_of(PROJECT)))
            return 0
        name = " ".join((given.name or folder.name).split())
        if not name.isprintable() or not name:
            raise Refused("--name is empty or has control characters: give the name as people read it")
        count = start(PROJECT, folder, name)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename or folder} could not be written: {error.strerror}", file=sys.stderr)
        return 1
    print(f"{folder}: a new kit of {count} files, without products, private data or history")
    print("next, in this folder:")
    print("  git init && git add -A && git commit -m 'Start our kit'")
    print("  data/kit.yml                              your name, colors and logo")
    print("  SECURITY.md                               whom to tell about a fault")
    print("  make site                                 builds the empty site")
    print("  .venv/bin/python scripts/new_product.py   adds your first product")
    return 0


if __name__ == "__main__":
    sys.exit(main())
