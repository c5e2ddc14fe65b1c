"""Make a product from the text of a request: `python scripts/import_draft.py DRAFT [--slug SLUG] [--name NAME] ...`.

Imports the values that are certain, each with its line, and leaves the rest to a person: sentences to review go to `review:`,
private values to the overlay. Nothing is overwritten. Exits 0; 1 if a file cannot be written; 2 on a usage error.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from environment import UsageError, current_settings, exit_code
from new_file import write_new
from policykit.catalog.file_reader import Reader, files
from policykit.catalog.references import SLUG
from policykit.foundation.diagnostics import Invalid
from policykit.foundation.settings import Settings
from policykit.model import Question, Ses
from policykit.onboarding.answers import LONGEST_SLUG
from policykit.onboarding.answers import slug_of as slug_from
from policykit.onboarding.importer import Draft, Imported, Known, import_draft, read_draft
from policykit.onboarding.importer.result import overlay_text, product_text
from policykit.yamlio.reader import read_yaml

LARGEST = 500_000
"""Maximum size in bytes. A request to AWS has a few thousand characters, so a larger file is not a draft."""
_SHOWN = 110
"""How many characters of an unused line are printed; the draft has the rest."""


def arguments_of(given: list[str] | None) -> argparse.Namespace:
    """The parsed command line; exits with 2 on a usage error."""
    parser = argparse.ArgumentParser(prog="import_draft.py", description="Make a product from the text of a request.")
    parser.add_argument("draft", type=Path, help="the request, as Markdown or plain text (UTF-8)")
    parser.add_argument("--slug", help="name of the product in web addresses; default: the draft's file name")
    parser.add_argument("--name", help="name of the product, if the draft does not say it")
    parser.add_argument("--summary", metavar="TEXT", help="what the product does, in one English sentence")
    parser.add_argument("--dry-run", action="store_true", help="print both files and write nothing")
    return parser.parse_args(given)


def text_of(path: Path) -> str:
    """The draft's text. Raises `UsageError` for anything that is not text."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder: give the file that contains the request")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UsageError(f"{path} is too large ({size} bytes; the limit is {LARGEST}): keep only the request")
        content = path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"there is no file {path}: give the path of the request") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}): check its permissions") from None
    if b"\0" in content:
        raise UsageError(f"{path} is not text: save the request as plain text (UTF-8)")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UsageError(f"{path}, line {line}: a byte is not UTF-8: save the file as UTF-8") from None
    if not text.strip():
        raise UsageError(f"{path} is empty: give the file that contains the request")
    return text


def slug_given(given: argparse.Namespace) -> str:
    """The product's slug. Raises `UsageError`."""
    slug = given.slug if given.slug is not None else given.draft.stem
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        made = slug_from(slug) or "my-product"
        wanted = f"lowercase letters a to z, digits and single hyphens, at most {LONGEST_SLUG} characters"
        raise UsageError(
            f"`{slug[:80]}` cannot be part of a web address: name the product with --slug ({wanted}), such as --slug {made}"
        )
    return str(slug)


def refuse_taken(settings: Settings, slug: str) -> None:
    """Raises `UsageError` if a file with this slug exists, or another product used it before."""
    for path in targets(settings, slug):
        if path.exists() or path.is_symlink():
            shown = settings.shown(path)
            raise UsageError(f"{shown} already exists and was not overwritten: choose another --slug, or move that file")
    for path in files(settings.data / "products", ".yml"):
        try:
            tree = read_yaml(path).tree
        except Invalid:
            continue  # `make lint` reports what is wrong there; you can still add another product
        former = tree.get("formerly") if isinstance(tree, dict) else None
        if isinstance(former, list) and slug in former:
            raise UsageError(f"`{slug}` is a former slug of {path.stem} and redirects there: choose another --slug")


def targets(settings: Settings, slug: str) -> tuple[Path, Path]:
    """The product file and the overlay."""
    return settings.data / "products" / f"{slug}.yml", settings.private / f"{slug}.yml"


def known_of(settings: Settings) -> Known:
    """Regions and languages of the kit, and how AWS asks its questions. Raises `Invalid`."""
    reader = Reader(settings)
    ses = reader.read_file(Ses, settings.data / "ses.yml")
    if ses is None:
        raise Invalid(reader.diagnostics)
    questions = reader.read_file(tuple[Question, ...], settings.data / "questions.yml")
    if questions is None:
        raise Invalid(reader.diagnostics)
    signs = {question.id: question.signs for question in questions}
    return Known(frozenset(ses.regions), tuple(reader.context["languages"]), signs)


def repair_lines(draft: Draft) -> list[str]:
    """Each repair with its line, and what could not be repaired."""
    lines = []
    for item in draft.repairs:
        if item.token == item.repaired:
            lines.append(f"  line {item.line}: {item.token!a} is garbled and cannot be repaired: correct it yourself")
        else:
            lines.append(f"  line {item.line}: {item.token} -> {item.repaired}")
    return [f"Garbled characters: {len(lines)}", *lines] if lines else []


def result_lines(draft: Draft, made: Imported) -> list[str]:
    """What was imported, what to review, what is left."""
    lines = [
        f"Values imported: {made.taken}, each with its line. Sentences for you to review: {made.reviews}, listed in `review:`."
    ]
    if made.unused:
        lines.append(f"Lines without an imported value: {len(made.unused)}")
    for number in made.unused:
        line = draft.lines[number - 1].strip()
        lines.append(f"  {number}: {line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}")
    return lines


def next_lines(made: Imported, product: str) -> list[str]:
    """What has a stand-in because the draft lacks it, and the next commands."""
    lines = []
    if made.missing:
        keys = " and ".join(f"`{key}`" for key in made.missing)
        lines.append(f"{product} has a stand-in for {keys}, because the draft does not say it. Replace it, for example:")
        examples = {"name": "name: Lantern", "summary": "summary: Lantern lets small choirs plan rehearsals."}
        lines += [f"  {examples[key]}" for key in made.missing]
    return [*lines, f"Next: .venv/bin/python scripts/lint.py {product}", "      make site"]


def write(settings: Settings, slug: str, made: Imported, name: str) -> list[Path]:
    """Write the overlay, then the product; returns the paths. Raises `OSError` that names what was written so far."""
    product, overlay = targets(settings, slug)
    written: list[Path] = []
    # The overlay first: if the second file fails, no public file is left without its private values.
    parts = [(overlay, overlay_text(made, name))] if made.private else []
    for path, text in [*parts, (product, product_text(made, name))]:
        try:
            write_new(path, text.encode())
        except OSError as error:
            left = f"; {settings.shown(written[0])} was written: delete it before you try again" if written else ""
            what = "it already exists" if isinstance(error, FileExistsError) else error.strerror or str(error)
            raise OSError(f"{settings.shown(path)} cannot be written ({what}){left}") from error
        written.append(path)
    return written


def run(given: argparse.Namespace) -> int:
    """Read, import and write; returns the exit code."""
    settings = current_settings()
    text, slug = text_of(given.draft), slug_given(given)
    refuse_taken(settings, slug)
    filled = {key: value for key in ("name", "summary") if (value := getattr(given, key)) and value.strip()}
    draft = read_draft(text)
    made = import_draft(draft, known_of(settings), filled, slug)
    for key in filled:
        if key in made.missing:
            raise UsageError(f"--{key} cannot be used: give one line of readable text; a name has at most 100 characters")
    if not made.taken and not made.reviews:
        raise UsageError(
            f"there is nothing to import from {given.draft}: give a draft with facts, or write the product file yourself"
        )
    name, product = given.draft.name, settings.shown(targets(settings, slug)[0])
    lines = [*repair_lines(draft), *result_lines(draft, made), *next_lines(made, product)]
    if given.dry_run:
        print(f"--- {product}\n{product_text(made, name)}")
        if made.private:
            print(f"--- {settings.shown(targets(settings, slug)[1])}\n{overlay_text(made, name)}")
    else:
        lines = [*(f"Written: {settings.shown(path)}" for path in write(settings, slug, made, name)), *lines]
    print("\n".join(lines))
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    given = arguments_of(arguments)
    try:
        return exit_code(lambda: run(given))
    except OSError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
