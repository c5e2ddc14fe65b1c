"""Add a product: `python scripts/new_product.py [slug] [--answers FILE]`.

Asks what AWS asks, writes `data/products/<slug>.yml` (and the private overlay, if an answer is private), checks it and lists
what is missing. Ctrl-C saves the answers in `answers/<slug>.yml`; run the same command to continue.
Exits 0; 1 on errors; 2 on a usage error; 130 if interrupted.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from environment import UsageError, current_settings, exit_code
from new_file import replace_file, write_new
from policykit.catalog.catalog import Catalogue
from policykit.catalog.loader import load
from policykit.foundation.settings import Settings
from policykit.onboarding.answers import Answers, add_stream_ids, check_answers, read_answers, slug_fault
from policykit.onboarding.gaps import missing_text
from policykit.onboarding.scaffold import overlay_text, parted, product_text
from policykit.site.session import session_of
from policykit.yamlio.reader import Source, read_yaml
from policykit.yamlio.writer import yaml_text
from terminal import Stopped, ask_all, ask_slug


def arguments_of(given: list[str] | None) -> argparse.Namespace:
    """The parsed command line; exits with 2 on a usage error."""
    parser = argparse.ArgumentParser(prog="new_product.py", description="Add a product.")
    parser.add_argument(
        "slug", nargs="?", default="", help="name of the product in web addresses: lowercase letters, digits, single hyphens"
    )
    parser.add_argument("--answers", type=Path, metavar="FILE", help="read all answers from a file and ask nothing")
    return parser.parse_args(given)


def answers_of_file(catalogue: Catalogue, path: Path, slug: str) -> Answers:
    """The answers in a file, checked. Raises `Invalid`, `UsageError`."""
    if not path.is_file():
        raise UsageError(f"there is no file {path}: give the path of a file with answers")
    source = read_yaml(path, shown_as=str(path))
    answers = read_answers(source)
    answers.slug = slug or answers.slug
    add_stream_ids(answers.tree)
    check_answers(catalogue, answers, source)
    return answers


def kept_file(settings: Settings, slug: str) -> Path:
    """Where the answers of an interview are saved until the product is written."""
    return settings.root / "answers" / f"{slug}.yml"


def kept_answers(settings: Settings, slug: str) -> Answers:
    """The answers an earlier run saved for this slug, or none. Raises `Invalid`."""
    path = kept_file(settings, slug)
    if not path.is_file():
        return Answers(slug)
    answers = read_answers(read_yaml(path, shown_as=settings.shown(path)))
    answers.slug = slug
    print(f"Continuing with the answers saved in {settings.shown(path)}.")
    return answers


def keep(settings: Settings, answers: Answers) -> None:
    """Save the answers so far, so that nothing is lost whatever happens next."""
    head = "# Answers to new_product.py. The command continues from here; delete this file to start over.\n"
    replace_file(kept_file(settings, answers.slug), (head + yaml_text(answers.written())).encode())


def answers_of_person(catalogue: Catalogue, slug: str) -> Answers:
    """The answers from an interview. Raises `Stopped`, `Invalid`, `UsageError`."""
    if not sys.stdin.isatty():
        raise UsageError("cannot ask questions without a terminal: pass the answers with --answers FILE")
    fault = slug_fault(catalogue, slug) if slug else None
    if fault:
        raise UsageError(f"{fault[0]}: {fault[1]}")
    settings = catalogue.settings
    answers = kept_answers(settings, slug or ask_slug(catalogue))
    try:
        ask_all(catalogue, answers, lambda: keep(settings, answers))
    except Stopped:
        keep(settings, answers)
        kept = settings.shown(kept_file(settings, answers.slug))
        again = f".venv/bin/python scripts/new_product.py {answers.slug}"
        print(f"\nStopped. Your answers are saved in {kept}. To continue: {again}", file=sys.stderr)
        raise
    check_answers(catalogue, answers, Source(settings.shown(kept_file(settings, answers.slug)), answers.tree))
    return answers


def write(settings: Settings, answers: Answers) -> list[Path]:
    """Write the product's files; returns their paths. Raises `UsageError` if one exists already, `OSError`."""
    public, private = parted(answers.tree)
    product, overlay = settings.data / "products" / f"{answers.slug}.yml", settings.private / f"{answers.slug}.yml"
    words = "Written by new_product.py from the answers of someone who knows the product."
    files = {product: product_text(public, words).encode()}
    if private:
        words = f"Private values of {answers.slug}. Keep this file out of public repositories."
        files[overlay] = overlay_text(private, words).encode()
    for path, content in files.items():
        # A run that was interrupted between the two files leaves the same overlay behind: that one is fine.
        if path.exists() and not (path == overlay and path.is_file() and path.read_bytes() == content):
            raise UsageError(
                f"{settings.shown(path)} already exists and was not overwritten: choose another slug, or edit that file"
            )
    for path in reversed(files):
        if not path.exists():
            write_new(path, files[path])
    return list(files)


def report(settings: Settings, slug: str) -> int:
    """Check the new product and print what to do next; returns the exit code."""
    catalogue = load(settings)
    entry = {**catalogue.retired, **catalogue.products}[slug]
    print()
    print(missing_text(catalogue, entry, session_of(catalogue).verdict(entry)))
    print(f"\n? is something that AWS asks, ! is a problem. With fixes: .venv/bin/python scripts/lint.py {entry.file}")
    print("Next: add the facts you know to the file, run `make site` and open the product's readiness page.")
    return 0


def new_product(given: argparse.Namespace) -> int:
    """Ask for or read the answers, write the files and check them; returns the exit code."""
    settings = current_settings()
    catalogue = load(settings)
    if given.answers:
        answers = answers_of_file(catalogue, given.answers, given.slug)
    else:
        answers = answers_of_person(catalogue, given.slug)
    for path in write(settings, answers):
        print(f"Written: {settings.shown(path)}")
    kept_file(settings, answers.slug).unlink(missing_ok=True)
    return report(settings, answers.slug)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    given = arguments_of(arguments)
    try:
        return exit_code(lambda: new_product(given))
    except OSError as error:
        print(f"cannot write the files: {error}", file=sys.stderr)
        return 1
    except Stopped:
        return 130


if __name__ == "__main__":
    sys.exit(main())
