"""Check data, templates and products: `python scripts/lint.py [options] [product files]`.

A fault is an error in a file (YAML, data model, template, link). A finding is what a rule reports about a product. Exits 0; 1
on a fault, or on a finding of severity error unless `--faults` is given; 2 on a usage error.
"""

from __future__ import annotations

import argparse
import sys
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from environment import UsageError, current_settings, exit_code, profile_help
from policykit.catalog.catalog import Catalogue, Entry
from policykit.catalog.freshness import reviews_due
from policykit.catalog.loader import load, load_product
from policykit.catalog.references import missing_texts
from policykit.foundation.diagnostics import Diagnostic, Invalid, Place
from policykit.foundation.reports import Report, github_report, json_report, plural, text_report
from policykit.foundation.settings import Settings
from policykit.foundation.text_files import read_text
from policykit.html.elements import plain
from policykit.model.view import location
from policykit.onboarding.gaps import question_words, summary
from policykit.rules import all_rules, check_text
from policykit.site.hand_written import hand_written_pages, missing_translations
from policykit.site.messages import translation_diagnostics
from policykit.site.product_texts import TextFault, text_faults
from policykit.site.session import session_of
from policykit.site.sitemap import site_pages


def arguments_of(given: list[str] | None) -> argparse.Namespace:
    """The parsed command line."""
    parser = argparse.ArgumentParser(prog="lint.py", description="Check data, templates and products.")
    parser.add_argument("--profile", help=profile_help())
    parser.add_argument("--faults", action="store_true", help="fail only on errors in files; findings are still listed")
    parser.add_argument("--format", choices=["text", "json", "github"], default="text", help="format of the report")
    parser.add_argument("-v", "--verbose", action="store_true", help="list everything, not only what to do first")
    parser.add_argument(
        "--only", action="append", default=[], metavar="ID", help="check only this rule or fact; repeat for more"
    )
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
    yield from reviews_due(catalogue)
    for entry in catalogue.products.values():
        yield from missing_texts(entry.product, entry.source, catalogue.languages)
    for code, missing in missing_translations(catalogue).items():
        for uri in missing:
            fix = f"translate docs/{catalogue.source_language.code}/{uri}"
            message = "this page is not translated"
            yield Diagnostic(Place(f"docs/{code}/{uri}"), "untranslated-page", message, fix, "note")


def reports_on(catalogue: Catalogue, entry: Entry, only: Sequence[str], faults: Sequence[TextFault]) -> Iterator[Report]:
    """The problems and open questions of a product that its `faults` do not say already, and errors in its exceptions."""
    session = session_of(catalogue)
    outcome = session.findings(entry, tuple(only))
    for finding in outcome.findings:
        if any(fault.is_said_by(finding) for fault in faults):
            continue
        yield Report(finding.diagnostic, entry.slug, finding.rule.covers, finding.rule.kind)
    for fault in outcome.faults:
        yield Report(fault, entry.slug)
    for point in session.verdict(entry).questions:
        if point.fact and (not only or point.id in only):
            place = entry.place(location(point.places[0]))
            message, fix = question_words(catalogue, entry, point), plain(point.fact.fix, catalogue.source_language)
            yield Report(Diagnostic(place, point.id, message, fix, point.severity), entry.slug, point.covers, "question")


class UnknownRule(Exception):
    """`--only` names neither a rule nor a fact."""


def refuse_unknown(only: Sequence[str], known: Collection[str]) -> None:
    """Raise `UnknownRule` for an id that is not known."""
    for name in only:
        if name not in known:
            raise UnknownRule(name)


@dataclass(frozen=True)
class Checked:
    """What a run found."""

    reports: list[Report]
    count: int | None = None
    """The number of products checked; None where the data could not be read."""
    summaries: tuple[str, ...] = ()
    """For each product, the verdict and what to do first."""


def check(settings: Settings, given: argparse.Namespace) -> Checked:
    """Check all products, or those given. Raises `UnknownRule`."""
    reports: list[Report] = []
    try:
        catalogue = load(settings)
        refuse_unknown(given.only, {*all_rules(), *(fact.id for fact in catalogue.facts)})
        entries = [load_product(catalogue, path) for path in given.paths] or list(catalogue.products.values())
        if not given.paths:
            reports += [Report(diagnostic) for diagnostic in set(faults_of(catalogue))]
        checked = entries if given.paths else (*entries, *catalogue.retired.values())
        faults = list(text_faults(session_of(catalogue), checked))
        reports += [Report(fault.diagnostic) for fault in faults]
        for entry in entries:
            reports += reports_on(catalogue, entry, given.only, [fault for fault in faults if fault.slug == entry.slug])
        summaries = tuple(summary(catalogue, entry, session_of(catalogue).verdict(entry)) for entry in entries)
    except Invalid as invalid:
        return Checked([*reports, *(Report(diagnostic) for diagnostic in invalid.diagnostics)])
    return Checked(reports, len(entries), summaries)


def draft_reports(path: Path, only: Sequence[str]) -> list[Report]:
    """The text rules' findings on a text that is not a product yet. Raises `Invalid` or `UnknownRule`."""
    text = read_text(path, str(path))
    covers = {rule.id: rule.covers for rule in all_rules().values()}
    refuse_unknown(only, covers)
    found = [diagnostic for diagnostic in check_text(text, str(path)) if not only or diagnostic.rule in only]
    return [Report(diagnostic, None, covers[diagnostic.rule], "problem") for diagnostic in found]


def written(checked: Checked, given: argparse.Namespace) -> str:
    """The reports in the requested format; as text, a summary of each product unless everything is wanted."""
    if given.format == "json":
        return json_report(checked.reports)
    if given.format == "github":
        return github_report(checked.reports)
    is_short = checked.summaries and not (given.verbose or given.paths or given.only)
    shown = [report.diagnostic for report in checked.reports if not (is_short and report.is_finding)]
    text = (
        text_report(shown, checked.count)
        if shown or not is_short
        else f"no file errors in {plural(checked.count or 0, 'product')}"
    )
    if not is_short:
        return text
    how = "with places and fixes: .venv/bin/python scripts/lint.py data/products/<slug>.yml"
    return "\n".join((*checked.summaries, how, text))


def run(given: argparse.Namespace) -> int:
    """Check what was asked for and print the report; returns the exit code. Raises `BadSetting` and `UsageError`."""
    if given.draft and given.paths:
        raise UsageError("--draft cannot be combined with product files: pass only one of them")
    for path in [*given.paths, *([given.draft] if given.draft else [])]:
        if not path.is_file():
            raise UsageError(f"there is no file {path}: check the path")
    settings = current_settings(given.profile)
    try:
        checked = Checked(draft_reports(given.draft, given.only)) if given.draft else check(settings, given)
    except UnknownRule as unknown:
        raise UsageError(f"there is no rule `{unknown}`: use an id from the page /rules/ or /questions/") from None
    except Invalid as invalid:
        checked = Checked([Report(diagnostic) for diagnostic in invalid.diagnostics])
    print(written(checked, given))
    if given.format == "text" and settings.site_url and any(report.is_finding for report in checked.reports):
        print(f"read more about a rule: {settings.site_url}rules/<rule>/")
    failing = [r for r in checked.reports if r.diagnostic.severity == "error" and not (given.faults and r.is_finding)]
    return 1 if failing else 0


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    given = arguments_of(arguments)
    return exit_code(lambda: run(given))


if __name__ == "__main__":
    sys.exit(main())
