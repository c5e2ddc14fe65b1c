"""A name in brackets that a sample email does not declare stopped the build with an error for each page that shows the sample.

It is a finding of the rule `undeclared-variable`, with file, line and fix; a finding never stops a build.
"""

from __future__ import annotations

import json

import pytest
from projects import copy_project, pages_of

import build_site
from build_site import expectations
from policykit.site.check import Expectations, check_site

PRODUCT = "data/products/tidepool.yml"
PAGE = '<html lang="en"><head><title>T</title></head><body><h1>T</h1><p>{}</p></body></html>'
MAIL = "From: a@example.com\nTo: b@example.com\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain\n\n{}\n"


@pytest.fixture(scope="module")
def undeclared(tmp_path_factory):
    """The made-up product whose sample greets with a name that it does not declare, and the line of it."""
    project = copy_project(tmp_path_factory.mktemp("undeclared") / "project", rules=("truth",))
    text = (project.root / PRODUCT).read_text(encoding="utf-8")
    assert "Hello [name]," in text
    project.write(PRODUCT, text.replace("Hello [name],", "Hello [name] of [Boat], see [Help](https://example.com/h),", 1))
    line = text[: text.index("Hello [name],")].count("\n") + 1
    return project, line


def test_lint_reports_it_once_with_the_line_and_the_fix(undeclared):
    project, line = undeclared
    result = project.run("lint.py", "--only", "undeclared-variable", "--format", "json")
    found = [row for row in json.loads(result.stdout) if row["rule"] == "undeclared-variable"]
    assert [(row["file"], row["kind"]) for row in found] == [(PRODUCT, "problem")]
    assert abs(found[0]["line"] - line) <= 1
    assert "[Boat]" in found[0]["message"]
    assert "`variables`" in found[0]["remedy"]


def test_the_product_is_built_all_the_same(undeclared):
    project, _ = undeclared
    assert "[Boat]" in pages_of(project.load())["products/tidepool/readiness/index.md"]


def test_only_what_a_sample_does_not_declare_is_tolerated(undeclared):
    project, _ = undeclared
    expected = expectations(project.load())
    assert expected.sample_brackets == {"[Boat]", "[Help]"}
    assert "[name]" in expected.allowed_brackets


@pytest.mark.parametrize(
    ("page", "mail", "rules"),
    [
        ("[Boat] [username]", "[Boat]", []),
        ("[Your Name]", "", ["undeclared-blank"]),
        ("", "[username]", ["undeclared-blank"]),  # a variable that a sample declares is filled in
    ],
)
def test_other_blanks_are_still_reported(tmp_path, page, mail, rules):
    (tmp_path / "index.html").write_text(PAGE.format(page), encoding="utf-8")
    (tmp_path / "a.eml").write_text(MAIL.format(mail), encoding="utf-8")
    expected = Expectations(frozenset({"[username]"}), {"": "en"}, sample_brackets=frozenset({"[Boat]"}))
    assert [item.rule for item in check_site(tmp_path, expected)] == rules


def test_a_bracket_that_only_a_translation_has_is_one_error_of_the_file(project, monkeypatch, capsys, run_lint):
    """No rule reads translations, so nothing else would say it."""
    project.replace(PRODUCT, "Gezeiten für [day]", "Gezeiten für [Tag], siehe [Hilfe](https://example.com/h)")
    text = (project.root / PRODUCT).read_text(encoding="utf-8")
    line = text[: text.index("[Tag]")].count("\n") + 1
    monkeypatch.setattr(build_site, "start", lambda *_: pytest.fail("an engine was started"))
    assert build_site.main([]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 3
    assert told[0].startswith(f"{PRODUCT}:{line}:")
    assert "the translation contains [Tag], but the sample does not" in told[0]
    assert "declare it under variables: Tag:" in told[1]
    code, out = run_lint("--faults")
    assert code == 1
    assert "\n".join(told[:2]) in out
