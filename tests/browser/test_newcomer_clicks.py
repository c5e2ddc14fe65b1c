"""A newcomer who fills in the form, and then what `make lint` still names, ends with a product that is ready to send."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from form import file_of, place, run_script
from larkfield import (
    LOOKED_UP,
    OVERLAY,
    PRODUCT,
    SLUG,
    TODAY,
    Diary,
    empty_project,
    facts,
    is_known_at_first,
    leaves,
    open_places,
    verdict_of,
)
from playwright.sync_api import expect
from projects import pages_of

from policykit.model.view import location
from policykit.onboarding.answers import Answers
from policykit.yamlio.reader import Loc

UNASKED = {"audience", "company", "monitoring", "request", "streams"}
"""Where the facts contain what the form shows only under "more fields", such as the reply address; AWS gets along without it."""
SCRIPT = (Path(__file__).parent / "newcomer.js").read_text(encoding="utf-8")
FOLLOW = """(hash) => new Promise((done) => {
    addEventListener("hashchange", () => done(document.activeElement.dataset.path ?? document.activeElement.dataset.add), { once: true });
    location.hash = hash;
})"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("TODAY", TODAY)
    return empty_project(tmp_path / "project")


@pytest.fixture
def fast(page, block):
    """Without the theme's own scripts and styles: no test here is about search or colours."""
    block(page, "*assets/javascripts/*", "*stylesheets/*")
    return page


def known(begin: Loc = (), *, at_first: bool = False) -> dict[str, str | int]:
    """Each place of the form below `begin` that the person knows something for: of a field its text, of a list its length."""
    told = facts()
    found: dict[str, str | int] = {}
    for loc in leaves(told.tree):
        if loc[: len(begin)] != begin or (at_first and not is_known_at_first(loc)):
            continue
        found[place(*loc)] = found[place(*loc, "en")] = str(told.get(loc))
        for length in range(1, len(loc)):
            if isinstance(loc[length], int) and length >= len(begin):
                found[f"add {place(*loc[:length])}"] = len(told.get(loc[:length]))
    return found


def needed(edit: dict) -> int:
    """How many fields the form still wants."""
    found = re.search(r"(\d+) required fields? (?:is|are) empty", edit["status"])
    return int(found[1]) if found else 0


def assert_calm(log: list[dict]) -> None:
    """No field shows an error. What is required falls with each edit, and rises only where the person begins an entry."""
    assert [edit for edit in log if edit["shown"] or "problem" in edit["status"]] == []
    begun: set[Loc] = set()
    last = needed(log[0]) if log else 0
    for edit in log:
        loc = tuple(json.loads(edit["place"].removeprefix("add ")))
        around = [loc[:length] for length in range(1, len(loc))]
        if needed(edit) > last:
            assert {*around} - begun or loc[-2:] == ("sample", "text"), edit
        begun |= {*around}
        last = needed(edit)
    assert last == 0


def fill_in(page, told: dict[str, str | int], *, opens: bool) -> int:
    """Fill in what is shown; returns the number of edits."""
    log = page.evaluate("([told, opens]) => newcomer(told, opens)", [told, opens])
    assert_calm(log)
    return len(log)


def take_file(page, project) -> None:
    """Put the texts that the form gives where it says."""
    project.write(PRODUCT, file_of(page))
    if overlay := page.locator("#overlay-file").text_content():
        project.write(OVERLAY, overlay)


def test_the_form_and_one_round_of_links_end_with_ready_to_send(fast, address, project, run_lint, record_property):
    diary = Diary("in the browser")
    fast.goto(f"{address}products/add/")
    fast.locator("[data-spot=with]").wait_for()
    run_script(fast, SCRIPT)
    edits = fill_in(fast, known(at_first=True), opens=True)
    places = fast.locator("[data-path]").evaluate_all("all => all.map((one) => one.dataset.path)")
    assert len(places) == len(set(places))
    expect(fast.locator("[data-spot=name]")).to_have_text(PRODUCT)
    take_file(fast, project)
    diary.note("the form", edits, project, verdict_of(run_lint()[1]))

    page = pages_of(project.load())[f"products/{SLUG}/readiness/index.md"]
    fast.goto(f"{address}products/edit/#{SLUG}/")
    fast.locator("[data-spot=with]").wait_for()
    run_script(fast, SCRIPT)
    fast.locator("#onboarding-picker").set_input_files(project.root / PRODUCT)
    expect(fast.locator("#product-file")).to_be_visible()
    edits = 0
    for path in open_places(project):
        link = f"#{SLUG}/{quote(path, safe='/')}"
        assert f'href="../../edit/{link}"' in page, link
        assert fast.evaluate(FOLLOW, link), link
        loc = location(path)
        # What was looked up is looked up as a whole.
        begin = next((place for place in LOOKED_UP if loc[: len(place)] == place), loc)
        edits += fill_in(fast, known(begin), opens=False)
    take_file(fast, project)
    code, printed = run_lint()  # it makes every page, too
    diary.note("its links", edits, project, verdict_of(printed))

    print(f"\n{diary}")
    record_property("way", str(diary))
    assert "4 missing facts may lead to a refusal" in diary.steps[0][-1]
    assert diary.steps[-1][-1].startswith("ready to send")
    assert code == 0
    assert [problems for _, _, problems, _, _ in diary.steps] == [0, 0]
    assert diary.left == sorted(diary.left, reverse=True)
    typed, told = Answers(SLUG, project.load("internal").products[SLUG].source.tree), facts()
    assert [loc for loc in leaves(typed.tree) if loc[-1] != "id" and str(typed.get(loc)) != str(told.get(loc))] == []
    assert {loc[0] for loc in leaves(told.tree) if typed.get(loc) is None} <= UNASKED
