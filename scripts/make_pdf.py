"""Make what you attach to a case: `python scripts/make_pdf.py [<slug> ...] [--language en] [--private FIELD]`.

For each product and language it writes a folder in build/pdf/, with an evidence pack (a tagged PDF) and the sample emails.
A private value is refused unless `--private` names its field. Exits 0; 1 on errors or if something was refused; 2 on a usage
error.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Collection, Mapping
from importlib.resources import files as package_files
from pathlib import Path

from lxml import html
from markdown import Markdown
from markupsafe import escape
from playwright.sync_api import Browser, Error

from browser import chromium
from environment import UsageError, current_settings, exit_code, profile_help
from export_pages import project_configuration
from policykit.catalog.catalog import Catalogue, Entry
from policykit.catalog.languages import Language
from policykit.catalog.loader import load
from policykit.foundation.settings import PROJECT
from policykit.site import attachments
from policykit.site.session import Session, session_of
from policykit.site.theme import colors_css
from ready_html import ReadyHtml

PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title><style>{css}</style></head>
<body dir="ltr" data-md-color-scheme="default" data-md-color-primary="custom">
<article class="md-content__inner md-typeset">{content}</article></body></html>"""

MARGIN = "day => document.documentElement.style.setProperty('--kit-printed', JSON.stringify(`${document.title} · ${day}`))"


def stylesheet() -> str:
    """The site's own styles, so that the pack looks like its printed pages."""
    theme = package_files("material") / "templates/assets/stylesheets"
    found = (path.name for path in theme.iterdir() if path.name.endswith(".css"))
    names = sorted(name for name in found if name.startswith(("main.", "palette.")))
    own = (PROJECT / "overrides/assets/kit.css").read_text(encoding="utf-8")
    return "\n".join([*((theme / name).read_text(encoding="utf-8") for name in names), own])


def page_of(session: Session, language: Language, entry: Entry, css: str) -> str:
    """The evidence pack as a page of HTML that needs no other file. Raises `Invalid`."""
    extensions = project_configuration(PROJECT / "mkdocs.yml")["markdown_extensions"]
    settings = {name: values for name, values in extensions.items() if name != "toc"}
    markdown = Markdown(extensions=[*settings, ReadyHtml()], extension_configs=settings)
    text = session.pages.page(language, "pack", entry, session.content(entry))
    tree = html.fragment_fromstring(markdown.convert(text), create_parent="div")
    ids = set(tree.xpath("//@id"))
    for link in tree.xpath("//a[@href]"):
        path, _, anchor = link.get("href").partition("#")
        if anchor in ids:
            link.set("href", f"#{anchor}")
        elif "://" not in path and not path.startswith("mailto:"):
            link.drop_tag()  # a page of the site, which the reader does not have
    title = escape(html.tostring(tree.find(".//h1"), method="text", encoding="unicode").strip())
    return PAGE.format(lang=language.code, title=title, css=css, content=html.tostring(tree, encoding="unicode"))


def pdf_of(browser: Browser, page: str, day: str) -> bytes:
    """A page as a tagged PDF with an outline; its title and the day are in the margin of each sheet after the first."""
    opened = browser.new_page()
    try:
        opened.set_content(page)
        opened.evaluate(MARGIN, day)
        return opened.pdf(format="A4", tagged=True, outline=True, prefer_css_page_size=True, print_background=True)
    finally:
        opened.close()


def refused(catalogue: Catalogue, entry: Entry, page: str, files: Mapping[str, bytes], allowed: Collection[str]) -> list[str]:
    """Why these files should not be attached as they are; empty if they can be."""
    texts = {attachments.PACK: attachments.text_of_page(page)}
    texts |= {name: attachments.text_of_email(content) for name, content in files.items() if name != attachments.PACK}
    return [
        *attachments.size_problems(catalogue, files),
        *(
            f"{name} contains the private value of {field}: remove it, or add --private {field} if you mean to send it"
            for name, fields in attachments.private_fields(catalogue, entry, texts).items()
            for field in fields
            if field not in allowed
        ),
    ]


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Replace a folder by these files."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def make(catalogue: Catalogue, given: argparse.Namespace) -> int:
    """Make the folders and print what is in them; returns the exit code.

    Raises `UsageError`, `Invalid` and Playwright's `Error`.
    """
    for name in given.slugs:
        if name not in catalogue.products:
            raise UsageError(f"there is no product `{name}`; use one of: {', '.join(catalogue.products)}")
    if given.language and given.language not in catalogue.languages:
        raise UsageError(f"there is no language `{given.language}`; use one of: {', '.join(catalogue.languages)}")
    session, css, failed = session_of(catalogue), f"{stylesheet()}\n{colors_css(catalogue)}", False
    sole = catalogue.sole_product
    slugs = given.slugs or ([sole.slug] if sole else list(catalogue.products))
    most = int(catalogue.ses.numbers["case-files"].value)
    base = catalogue.settings.root / "build" / "pdf" / catalogue.settings.profile
    with chromium() as browser:
        for entry in (catalogue.products[slug] for slug in slugs):
            for code in [given.language] if given.language else catalogue.languages:
                language = catalogue.languages[code]
                page = page_of(session, language, entry, css)
                day = language.date(catalogue.settings.as_of)
                files = {attachments.PACK: pdf_of(browser, page, day), **attachments.sample_files(session, entry)}
                folder = base / entry.slug / code
                print(f"{catalogue.settings.shown(folder)}/: {len(files)} of at most {most} files")
                for name, content in files.items():
                    print(f"  {len(content) / 1000:6.0f} kB  {name}")
                if problems := refused(catalogue, entry, page, files, given.private):
                    failed = True
                    shutil.rmtree(folder, ignore_errors=True)
                    print("\n".join(f"  refused: {problem}" for problem in problems))
                else:
                    write(folder, files)
                if not entry.view.evidence.dns:
                    print(f"  no DNS records: nobody has looked; run scripts/verify.py {entry.slug} --dns")
    return 1 if failed else 0


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="make_pdf.py", description="Make what you attach to a case.")
    parser.add_argument("slugs", nargs="*", metavar="slug", help="products: names of files in data/products; default: all")
    parser.add_argument("--language", help="language of the pack; default: all")
    parser.add_argument(
        "--private",
        action="append",
        default=[],
        metavar="FIELD",
        help="a private field to send, such as contacts.primary.email",
    )
    parser.add_argument("--profile", help=profile_help())
    given = parser.parse_args(arguments)
    try:
        return exit_code(lambda: make(load(current_settings(given.profile)), given))
    except Error as error:
        print(f"no PDF: {error.message}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
