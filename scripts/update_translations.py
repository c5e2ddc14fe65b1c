"""Update the gettext catalogs: `python scripts/update_translations.py [language ...]`.

Adds new texts to docs/translations/<code>.po, marks a translation fuzzy if its English has changed, and drops what the site
no longer has. A language without a catalog gets a new one.
Exits 0; 1 if the data or a catalog is invalid; 2 on a usage error.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from environment import UsageError, current_settings, exit_code
from new_file import replace_file
from policykit.catalog.loader import load
from policykit.catalog.translations import ENDING, read_catalog
from policykit.site.messages import Message, messages

_WIDTH = 110
_HEAD = "# {name}. Edit this file in any gettext or text editor; `make translations` updates it."


def template_of(found: list[Message]) -> Catalog:
    """The texts to translate as a gettext catalog."""
    template = Catalog(fuzzy=False)
    for message in found:
        text = (message.text, message.plural) if message.plural else message.text
        template.add(text, context=message.context or None, locations=[(message.file, 0)])
    return template


def updated(path: Path, shown: str, template: Catalog, locale: Locale) -> bytes:
    """The content of a catalog with the texts of the site. Raises `Invalid`."""
    catalog = read_catalog(path, shown) if path.is_file() else Catalog(locale=locale, fuzzy=False)
    for message in catalog:  # Babel reads the previous text of an outdated translation as a comment, and would keep it forever
        message.user_comments = [comment for comment in message.user_comments if not comment.startswith("|")]
    catalog.header_comment = _HEAD.format(name=locale.english_name)
    catalog.update(template, update_creation_date=False)
    content = io.BytesIO()
    write_po(content, catalog, width=_WIDTH, ignore_obsolete=True, include_previous=True, include_lineno=False)
    return content.getvalue()


def update(codes: Sequence[str]) -> int:
    """Bring the catalogs of some languages up to date, or of all; returns 0. Raises `Invalid` and `UsageError`."""
    settings = current_settings()
    catalogue = load(settings)
    template = template_of(messages(catalogue))
    for code in codes or [code for code in catalogue.languages if not catalogue.languages[code].is_source]:
        path = settings.translations / f"{code}{ENDING}"
        language = catalogue.languages.get(code)
        try:
            locale = language.locale if language else Locale.parse(code)
        except (UnknownLocaleError, ValueError) as error:
            raise UsageError(f"{error}; name languages by their codes, such as `fr`") from None
        content = updated(path, settings.shown(path), template, locale)
        if not path.is_file() or path.read_bytes() != content:
            replace_file(path, content)
        print(settings.shown(path))
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="update_translations.py", description="Update the gettext catalogs.")
    parser.add_argument("languages", nargs="*", help="such as `de` or `fr`; default: every language that has a catalog")
    given = parser.parse_args(arguments)
    return exit_code(lambda: update(given.languages))


if __name__ == "__main__":
    sys.exit(main())
