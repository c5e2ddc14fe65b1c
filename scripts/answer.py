"""Answer what AWS asks and a product file lacks: `python scripts/answer.py <slug> [--answers FILE]`.

Asks what AWS may refuse for or will ask about, the most harmful first, and writes the answers into `data/products/<slug>.yml`,
private ones into `data/private/<slug>.yml`. Comments and order stay. With `--answers`, it takes the values of a file and asks
nothing; what the product file already says stays. Ctrl-C keeps the answers so far in the file.
Exits 0; 1 on errors; 2 on a usage error; 130 if interrupted.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import sys
from collections.abc import Callable
from pathlib import Path

from environment import UsageError, current_settings, exit_code
from new_file import replace_file, write_new
from policykit.catalog.catalog import Catalogue, Entry
from policykit.catalog.loader import load
from policykit.foundation.diagnostics import Invalid
from policykit.foundation.text_files import read_exact
from policykit.model import Product, validate
from policykit.onboarding.answers import Answers, read_answers
from policykit.onboarding.gaps import missing_text
from policykit.onboarding.interview import Prompt
from policykit.onboarding.open_questions import ACCOUNT, OpenPlaces
from policykit.onboarding.scaffold import overlay_text, parted
from policykit.site.session import session_of
from policykit.yamlio.editor import edited
from policykit.yamlio.reader import Source, Tree, parse_yaml, read_yaml
from terminal import Stopped, ask_all


def arguments_of(given: list[str] | None) -> argparse.Namespace:
    """The parsed command line; exits with 2 on a usage error."""
    parser = argparse.ArgumentParser(prog="answer.py", description="Answer what AWS asks and a product file lacks.")
    parser.add_argument("slug", help="name of the product file without .yml")
    parser.add_argument("--answers", type=Path, metavar="FILE", help="read the answers from a file and ask nothing")
    return parser.parse_args(given)


def answer_product(given: argparse.Namespace) -> int:
    """Ask, or read the answers, write them and say what is left; returns the exit code."""
    settings = current_settings()
    catalogue = load(settings)
    entry = {**catalogue.retired, **catalogue.products}.get(given.slug)
    if entry is None:
        known = ", ".join(sorted(catalogue.products)) or "none yet; add one with scripts/new_product.py"
        raise UsageError(f"there is no product `{given.slug}`: use one of {known}")
    path, overlay = settings.data / "products" / f"{given.slug}.yml", settings.private / f"{given.slug}.yml"
    before = read_yaml(path, shown_as=entry.file)
    assert isinstance(before.tree, dict)
    answers = Answers(given.slug, copy.deepcopy(before.tree))
    if overlay.is_file():
        private = read_yaml(overlay, shown_as=settings.shown(overlay)).tree
        if isinstance(private, dict) and ACCOUNT in private:
            answers.tree[ACCOUNT] = copy.deepcopy(private[ACCOUNT])
    source = Source(entry.file, answers.tree, before.values, before.keys)
    if given.answers:
        source = add_file(answers, given.answers)
    else:

        def keep() -> None:
            with contextlib.suppress(Invalid):  # a record that still lacks a required field is written with its next answer
                write(catalogue, answers, source, path, overlay)

        ask(catalogue, entry, answers, keep)
    write(catalogue, answers, source, path, overlay)
    catalogue = load(settings)
    entry = {**catalogue.retired, **catalogue.products}[given.slug]
    print(f"\nWritten: {entry.file}\n")
    print(missing_text(catalogue, entry, session_of(catalogue).verdict(entry)))
    return 0


def add_file(answers: Answers, path: Path) -> Source:
    """Add the values of a file of answers where the product says nothing; returns it. Raises `UsageError`, `Invalid`."""
    if not path.is_file():
        raise UsageError(f"there is no file {path}: give the path of a file with answers")
    source = read_yaml(path, shown_as=str(path))
    tree = _joined(answers.tree, read_answers(source).tree)
    assert isinstance(tree, dict)
    answers.tree = tree
    return source


def _joined(old: Tree, new: Tree) -> Tree:
    """`new` below `old`: mappings by key, streams and other lists with ids by id; a value that exists stays."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**new, **{key: _joined(value, new[key]) if key in new else value for key, value in old.items()}}
    if (
        isinstance(old, list)
        and isinstance(new, list)
        and all(isinstance(item, dict) and "id" in item for item in (*old, *new))
    ):
        by_id = {item["id"]: item for item in new if isinstance(item, dict)}
        known = [item["id"] for item in old if isinstance(item, dict)]
        more = [item for name, item in by_id.items() if name not in known]
        return [_joined(item, by_id.get(item["id"], {})) for item in old if isinstance(item, dict)] + more
    return old


def ask(catalogue: Catalogue, entry: Entry, answers: Answers, keep: Callable[[], None]) -> None:
    """Ask what is open in a terminal, the most harmful first, then how the account is used. Raises `Stopped`, `UsageError`."""
    if not sys.stdin.isatty():
        raise UsageError("cannot ask questions without a terminal: pass the answers with --answers FILE")
    places = OpenPlaces(catalogue)
    places.add(answers, session_of(catalogue).verdict(entry).questions)

    def left() -> list[Prompt]:
        if not places.left(answers):  # the answers may have opened further questions
            after = load(catalogue.settings)
            places.add(answers, session_of(after).verdict({**after.retired, **after.products}[entry.slug]).questions)
        return places.left(answers)

    if not places.left(answers):
        print("There is nothing that a question could close. What is left:")
        return
    ask_all(catalogue, answers, keep, left)


def write(catalogue: Catalogue, answers: Answers, source: Source, path: Path, overlay: Path) -> None:
    """Write the answers into the product's file and its overlay, if they are valid. Raises `Invalid`, `OSError`.

    `source` is the file that an error is shown in.
    """
    checked = Source(source.file, answers.tree, source.values, source.keys)
    validate(Product, checked, {"languages": list(catalogue.languages), "regions": frozenset(catalogue.ses.regions)})
    public, private = parted(answers.tree)
    _edit(path, public)
    _, stated = parted(_tree_of(path))  # what the public file itself says stays there
    private = {key: value for key, value in private.items() if value != stated.get(key)}
    if private and overlay.is_file():
        _edit(overlay, private)
    elif private:
        words = f"Private values of {answers.slug}. Keep this file out of public repositories."
        write_new(overlay, overlay_text(private, words).encode())


def _tree_of(path: Path) -> dict[str, Tree]:
    tree = read_yaml(path).tree
    return tree if isinstance(tree, dict) else {}


def _edit(path: Path, tree: Tree) -> None:
    text = read_exact(path, str(path))
    before = parse_yaml(text, str(path)).tree
    if before != tree and (changed := edited(text, before, tree)) != text:
        replace_file(path, changed.encode())


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    given = arguments_of(arguments)
    try:
        return exit_code(lambda: answer_product(given))
    except OSError as error:
        print(f"cannot be written: {error}", file=sys.stderr)
        return 1
    except Stopped:
        print("\nStopped. Your complete answers are in the file; run the same command to continue.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
