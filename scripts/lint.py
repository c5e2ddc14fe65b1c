"""Check data and templates: `python scripts/lint.py [--faults]`.

Prints every fault with place and remedy. Exits 0 without faults, 1 with, 2 on wrong use.
"""

from __future__ import annotations

import argparse
import sys

from environment import current_settings
from policykit.catalogue import load
from policykit.pages import missing_translations, site_of
from policykit.problem import Faults, Place, Problem
from policykit.references import missing_texts
from policykit.reports import text_report
from policykit.settings import BadSetting
from policykit.template_functions import check_hand_written


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="lint.py", description="Check data and templates.")
    parser.add_argument("--profile", help="public or internal; default: PROFILE, else public")
    parser.add_argument("--faults", action="store_true", help="fail on faults only (there are no other kinds yet)")
    given = parser.parse_args(arguments)
    try:
        settings = current_settings(given.profile)
    except BadSetting as error:
        print(error, file=sys.stderr)
        return 2
    problems: list[Problem] = []
    count = None
    try:
        catalogue = load(settings)
        count = len(catalogue.products)
        for code in catalogue.languages:
            try:
                site_of(catalogue, code)
                problems += check_hand_written(catalogue, code)
            except Faults as faults:
                problems += faults.problems
        for entry in catalogue.products.values():
            problems += missing_texts(entry.product, entry.source, catalogue.languages)
        for code, missing in missing_translations(catalogue).items():
            problems += [
                Problem(Place(f"docs/{code}/{uri}"), "untranslated-page", "the page has no text in this language",
                        f"write it; the source is docs/{catalogue.source_language.code}/{uri}", "note")
                for uri in missing
            ]  # fmt: skip
    except Faults as faults:
        problems += faults.problems
    unique = sorted(set(problems), key=lambda problem: problem.order)
    print(text_report(unique, count))
    return 1 if any(problem.severity == "error" for problem in unique) else 0


if __name__ == "__main__":
    sys.exit(main())
