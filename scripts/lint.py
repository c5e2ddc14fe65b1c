"""Check data, templates and products: `python scripts/lint.py [options] [product files]`.

A fault is an error in a file (YAML, data model, template, link). A finding is what a rule reports about a product. Exits 0; 1
on a fault, or on a finding of severity error unless `--faults` is given; 2 on a usage error.
"""

from __future__ import annotations

import argparse
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from environment import current_settings, profile_help
from policykit.catalog.catalog import Catalogue, Entry
from policykit.catalog.loader import load, load_product
from policykit.catalog.references import missing_texts
from policykit.foundation.diagnostics import Diagnostic, Invalid, Place
from policykit.foundation.reports import Report, github_report, json_report, text_report
from policykit.foundation.settings import BadSetting, Settings
from policykit.rules import all_rules, check_text
from policykit.site.hand_written import hand_written_pages, missing_translations
from policykit.site.messages import translation_diagnostics
from policykit.site.session import session_of
from policykit.site.sitemap import site_pages


def arguments_of(given: list[str] | None) -> argparse.Namespace:
    """The parsed command line."""
    parser = argparse.ArgumentParser(prog="lint.py", description="Check data, templates and products.")
    parser.add_argument("--profile", help=profile_help())
    parser.add_argument("--faults", action="store_true", help="fail only on errors in files; findings are still listed")
    parser.add_argument("--format", choices=["text", "json", "github"], default="text", help="format of the report")
    parser.add_argument("--only", action="append", default=[], metavar="RULE", help="run only this rule; repeat for more rules")
    parser.add_argument("--draft", type=Path, metavar="FILE", help="check a text with the text rules only, instead of products")
    parser.add_argument("paths", nargs="*", type=Path, help="check only these product files")
    return parser.parse_args(given)


def faults_of(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Errors in templates, pages and texts, and notes on missing translations."""
    session = session_of(catalogue)
    for code in catalogue.languages:
        for pages in (hand_written_pages(session, code), site_pages(session, code)):
            try:
                deque(pages, maxlen=0)  # rendered only to find errors; nothing is kept
            except Invalid as invalid:
                yield from invalid.diagnostics
        yield from translation_diagnostics(catalogue, code)
    for entry in catalogue.products.values():
        yield from missing_texts(entry.product, entry.source, catalogue.languages)
    for code, missing in missing_translations(catalogue).items():
        for uri in missing:
            fix = f"translate docs/{catalogue.source_language.code}/{uri}"
            message = "this page is not translated"
            yield Diagnostic(Place(f"docs/{code}/{uri}"), "untranslated-page", message, fix, "note")


def reports_on(catalogue: Catalogue, entry: Entry, only: Sequence[str]) -> Iterator[Report]:
    """The rules' findings on a product, and errors in its exceptions."""
    outcome = session_of(catalogue).findings(entry, tuple(only))
    for finding in outcome.findings:
        yield Report(finding.diagnostic, entry.slug, finding.rule.covers, is_finding=True)
    for fault in outcome.faults:
        yield Report(fault, entry.slug)


def check(settings: Settings, given: argparse.Namespace) -> tuple[list[Report], int | None]:
    """All reports and the number of products checked; None where the data could not be read."""
    reports: list[Report] = []
    try:
        catalogue = load(settings)
        entries = [load_product(catalogue, path) for path in given.paths] or list(catalogue.products.values())
        if not given.paths:
            reports += [Report(diagnostic) for diagnostic in set(faults_of(catalogue))]
        for entry in entries:
            reports += reports_on(catalogue, entry, given.only)
    except Invalid as invalid:
        return [*reports, *(Report(diagnostic) for diagnostic in invalid.diagnostics)], None
    return reports, len(entries)


def draft_reports(path: Path, only: Sequence[str]) -> list[Report]:
    """The text rules' findings on a text that is not a product yet. Raises `Invalid`."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        diagnostic = Diagnostic(
            Place(str(path)),
            "unreadable-file",
            f"cannot be read: {error}",
            "check the path, the permissions and the encoding (UTF-8)",
        )
        raise Invalid([diagnostic]) from None
    covers = {rule.id: rule.covers for rule in all_rules().values()}
    found = [diagnostic for diagnostic in check_text(text, str(path)) if not only or diagnostic.rule in only]
    return [Report(diagnostic, None, covers[diagnostic.rule], is_finding=True) for diagnostic in found]


def written(reports: list[Report], count: int | None, form: str) -> str:
    """The reports in the requested format."""
    if form == "json":
        return json_report(reports)
    if form == "github":
        return github_report(reports)
    return text_report([report.diagnostic for report in reports], count)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    given = arguments_of(arguments)
    unknown = [rule for rule in given.only if rule not in all_rules()]
    if unknown:
        print(f"there is no rule `{unknown[0]}`: use an id from the page /rules/", file=sys.stderr)
        return 2
    if given.draft and given.paths:
        print("--draft cannot be combined with product files: pass only one of them", file=sys.stderr)
        return 2
    missing = [path for path in [*given.paths, *([given.draft] if given.draft else [])] if not path.is_file()]
    if missing:
        print(f"there is no file {missing[0]}: check the path", file=sys.stderr)
        return 2
    try:
        settings = current_settings(given.profile)
    except BadSetting as error:
        print(error, file=sys.stderr)
        return 2
    try:
        reports, count = (draft_reports(given.draft, given.only), None) if given.draft else check(settings, given)
    except Invalid as invalid:
        reports, count = [Report(diagnostic) for diagnostic in invalid.diagnostics], None
    if text := written(reports, count, given.format):
        print(text)
    if given.format == "text" and settings.site_url and any(report.is_finding for report in reports):
        print(f"read more about a rule: {settings.site_url}rules/<topic>/#<rule>")
    failing = [r for r in reports if r.diagnostic.severity == "error" and not (given.faults and r.is_finding)]
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main())
