"""Diagnostics as text, as JSON and as annotations: the same diagnostics, the same order, nothing lost."""

from __future__ import annotations

import json

from policykit.foundation.diagnostics import Diagnostic, Place
from policykit.foundation.reports import Report, github_report, json_report, text_report

LATE = Diagnostic(Place("b.yml", 3, 7), "alarm-too-late", "alarm at 0.5%, review\nfrom 0.1%", "alarm earlier", "warning")
BROKEN = Diagnostic(Place("a.yml", 1), "broken-yaml", "not valid YAML", "check indentation")
REPORTS = [Report(LATE, "numstro", ("MON-01",), "problem"), Report(BROKEN)]


def test_the_text_is_sorted_counted_and_has_place_rule_and_fix():
    assert text_report([LATE, BROKEN], 5).splitlines() == [
        "a.yml:1: error: not valid YAML  [broken-yaml]",
        "    fix: check indentation",
        "b.yml:3:7: warning: alarm at 0.5%, review",
        "from 0.1%  [alarm-too-late]",
        "    fix: alarm earlier",
        "1 error, 1 warning in 5 products",
    ]


def test_the_json_is_a_list_with_all_that_a_program_asks_for():
    rows = json.loads(json_report(REPORTS))
    assert [row["kind"] for row in rows] == ["fault", "problem"]
    assert rows[1] == {
        "product": "numstro",
        "rule": "alarm-too-late",
        "catalogue_ids": ["MON-01"],
        "kind": "problem",
        "severity": "warning",
        "file": "b.yml",
        "line": 3,
        "column": 7,
        "message": "alarm at 0.5%, review\nfrom 0.1%",
        "remedy": "alarm earlier",
    }


def test_an_annotation_escapes_what_github_would_read_itself():
    assert github_report(REPORTS).splitlines() == [
        "::error file=a.yml,line=1,title=broken-yaml::not valid YAML%0Afix: check indentation",
        "::warning file=b.yml,line=3,col=7,title=alarm-too-late::alarm at 0.5%25, review%0Afrom 0.1%25%0Afix: alarm earlier",
    ]
