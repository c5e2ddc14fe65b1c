"""What the output check would refuse in a product's file: lint and build refuse it alike, at its line, once."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest

import build_site
from policykit.site.product_texts import text_faults
from policykit.site.session import session_of

PRODUCT = "data/products/tidepool.yml"

FAULTS = [
    ("{en: Anglers and swimmers order", "{en: TODO Anglers and swimmers order", "leftover"),
    ("We answer within a day.", '"We answer {{ soon }}."', "leftover"),
    ("with spring tides", "with spring\\_tides", "leftover-escape"),
    ("Adressen liegen bei der Bestellung.", '"Adressen liegen in [Name der Datenbank]."', "undeclared-blank"),
    ("name: Tidepool Ltd", 'name: "[Your Company]"', "undeclared-blank"),
    ("Ein geplanter Auftrag", "Ein geplanter Auftrag fÃ¼r alle", "garbled-characters"),
    ("high water is at 06:12", "high water is at {{ time }}", "leftover"),
    ("day: 3 May", 'day: "[name]"', "undeclared-blank"),  # declared, but the email shows the value
    ("{en: Delivery logs,", '{en: "| Logs | S3 |\\n| - | - |",', "leftover-table"),
]


def faults_in(out: str) -> list[dict]:
    return [row for row in json.loads(out) if row["severity"] == "error" and row["kind"] == "fault"]


def changed(project, changes: Iterable[tuple[str, ...]]) -> str:
    for old, new, *_ in changes:
        project.replace(PRODUCT, old, new)
    return (project.root / PRODUCT).read_text(encoding="utf-8")


def test_lint_names_each_once_at_its_line_and_the_build_says_the_same_before_an_engine_starts(
    project, run_lint, monkeypatch, capsys
):
    text = changed(project, FAULTS)
    block = text[: text.index("text: |-")].count("\n") + 1  # a block of text is at its key
    lines = [block if "high water" in new else text[: text.index(new)].count("\n") + 1 for _, new, _ in FAULTS]
    code, out = run_lint("--faults", "--format", "json")
    assert code == 1
    rows = faults_in(out)
    assert [(row["line"], row["rule"]) for row in rows] == sorted(zip(lines, [rule for *_, rule in FAULTS], strict=True))
    assert {row["file"] for row in rows} == {PRODUCT}
    said = ("placeholder-left", "garbled-characters")
    assert [row for row in json.loads(out) if row["rule"] in said and row["kind"] == "problem"] == []
    monkeypatch.setattr(build_site, "start", lambda *_: pytest.fail("an engine was started"))
    assert build_site.main([]) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if "error: " in line]
    assert told == [f"{PRODUCT}:{row['line']}:{row['column']}: error: {row['message']}  [{row['rule']}]" for row in rows]


def test_a_given_file_is_checked_too(project, run_lint):
    changed(project, [("with spring tides", "with TODO tides")])
    code, out = run_lint("--faults", str(project.root / PRODUCT))
    assert code == 1
    assert out.count("`TODO` is a leftover") == 1


def test_what_no_page_shows_and_what_a_sample_may_say_is_no_fault(project):
    changed(project, [
        ('says: "Complaints are [handled] promptly."', 'says: "TODO [Your Name] {{ x }}"'),
        ("stage: asked", 'stage: asked\nallow: {placeholder-left: "TODO [Your Name]"}'),
        ("request: {region", 'request: {case_subject: "[CASE 17601] Limit", region'),
        ("Hello [name],", "| a | b |\n        Hello [name] of [Boat],"),
    ])  # fmt: skip
    catalogue = project.load()
    assert list(text_faults(session_of(catalogue), catalogue.products.values())) == []
