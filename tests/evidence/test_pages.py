"""What evidence changes on pages and in letters: claims show the day, a disproved one is left out, and what is old says so."""

from __future__ import annotations

import re
from datetime import date

import examples
import pytest
from examples import product_with
from projects import ACCOUNT_EVIDENCE, CASE, EVIDENCE, TOKEN, copy_project

import environment
import print_reply
from policykit.foundation.diagnostics import Invalid
from policykit.readiness.claims import FactState, claims_of
from policykit.readiness.ledger import ledger
from policykit.site.session import Session, session_of
from policykit.site.sitemap import site_pages

CHECKED = "DNS checked on November 19, 2026: the SPF and DMARC records are published as stated here."
SLUG, REPLY = "tidepool", "more-information"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    made = copy_project(tmp_path_factory.mktemp("seen") / "project", rules=None)
    made.write("data/evidence/tidepool.yml", EVIDENCE)
    made.write("data/private/evidence/tidepool.yml", ACCOUNT_EVIDENCE)
    return made


@pytest.fixture(scope="module")
def catalogue(project):
    return project.load()


@pytest.fixture(scope="module")
def unseen(tmp_path_factory):
    return copy_project(tmp_path_factory.mktemp("unseen") / "project", rules=None).load()


def pages(catalogue, code: str) -> dict[str, str]:
    return {
        page.uri: str(page.make())
        for page in site_pages(session_of(catalogue), code)
        if page.uri.startswith(f"products/{SLUG}/") and page.uri.endswith((".md", ".txt"))
    }


def reply_on(catalogue, day: date | None) -> str:
    return session_of(catalogue).replies.parts(catalogue.products[SLUG], REPLY).text(day=day)


def test_a_letter_says_what_was_checked_only_while_it_is_fresh(catalogue):
    assert CHECKED in reply_on(catalogue, date(2026, 12, 19))
    assert CHECKED not in reply_on(catalogue, date(2026, 12, 20))


def test_a_file_has_no_clock_so_it_never_says_what_was_checked(catalogue):
    assert reply_on(catalogue, None) == session_of(catalogue).replies.text(catalogue.products[SLUG], REPLY)
    assert "checked on" not in reply_on(catalogue, None)


def test_a_dated_sentence_is_a_paragraph_and_leaves_no_gap(catalogue, unseen):
    assert f"\n\n{CHECKED}\n\n" in reply_on(catalogue, date(2026, 12, 1))
    assert reply_on(catalogue, date(2027, 1, 1)) == reply_on(unseen, None)


def test_the_number_of_days_is_in_the_profile(project):
    project.replace("data/profiles/public.yml", "site: site", "evidence_days: 5\nsite: site")
    try:
        assert CHECKED in reply_on(project.load(), date(2026, 11, 24))
        assert CHECKED not in reply_on(project.load(), date(2026, 11, 25))
    finally:
        project.replace("data/profiles/public.yml", "evidence_days: 5\nsite: site", "site: site")


@pytest.mark.parametrize(("today", "is_fresh"), [("2026-12-01", True), ("2027-01-01", False)])
def test_the_command_judges_age_by_todays_date(project, monkeypatch, capsysbinary, today, is_fresh):
    monkeypatch.setattr(environment, "PROJECT", project.root)
    monkeypatch.setenv("TODAY", today)
    assert print_reply.main([SLUG, REPLY]) == 0
    assert (CHECKED.encode() in capsysbinary.readouterr().out) is is_fresh


def test_what_a_look_disproves_is_contradicted_and_becomes_a_problem(catalogue):
    claims = claims_of(catalogue.products[SLUG].view)
    assert claims["website.privacy_url"].state is FactState.CONTRADICTED
    assert claims["website.url"].state is FactState.STATED
    problems = [problem.findings[0].rule.id for problem in session_of(catalogue).verdict(catalogue.products[SLUG]).problems]
    assert "website-disproves" in problems


def test_the_ledger_knows_what_was_seen_and_what_is_self_reported(catalogue):
    proofs = {item.claim.id: item.seen.on if item.seen else None for item in ledger(catalogue.products[SLUG].view)}
    assert proofs["dns.dmarc[0]"] == date(2026, 11, 19)
    assert proofs["handling.bounce_hard"] is None


@pytest.mark.parametrize(
    ("code", "seen", "old"),
    [("en", "seen November 20, 2026", "look again"), ("de", "gesehen am 20. November 2026", "neu prüfen")],
)
def test_pages_show_the_day_and_carry_the_words_for_later(catalogue, code, seen, old):
    found = pages(catalogue, code)
    for uri in ("index.md", "readiness/index.md", "checklist/index.md", f"reply/{REPLY}/index.md"):
        page = found[f"products/{SLUG}/{uri}"]
        tag = re.search(rf'data-fresh-until="2026-12-20" data-stale="[^"]*{old}[^"]*">{seen}', page)
        assert tag, uri


def test_a_finding_of_a_look_carries_the_day_once(catalogue):
    page = pages(catalogue, "en")[f"products/{SLUG}/readiness/index.md"]
    finding = re.search(r"There is no page at https://tidepool.example.com/privacy.*?</li>", page, re.DOTALL)[0]
    assert finding.count(">seen November 20, 2026<") == 1
    assert 'data-fresh-until="2026-12-20"' in finding


def test_the_sentence_waits_on_the_page_for_a_script_to_judge_its_age(catalogue):
    page = pages(catalogue, "en")[f"products/{SLUG}/reply/{REPLY}/index.md"]
    assert re.search(r"<span hidden[^>]* data-until=\"2026-12-19\">\s*DNS checked on", page)


@pytest.mark.parametrize("code", ["en", "de"])
def test_without_evidence_nothing_claims_to_have_been_checked(unseen, code):
    for uri, page in pages(unseen, code).items():
        assert not re.search(r"DNS checked|data-until|kit-status--seen|data-fresh-until", page), uri


def test_a_checklist_item_that_only_a_look_proves_is_ticked_by_it(catalogue, unseen):
    def item(made) -> str:
        page = pages(made, "en")[f"products/{SLUG}/checklist/index.md"]
        return re.search(r'<li id="website-looked-at">.*?</li>', page, re.DOTALL)[0]

    assert "checked" in item(catalogue).split("aria-label")[0]
    assert "checked" not in item(unseen).split("aria-label")[0]


@pytest.mark.parametrize("code", ["en", "de"])
def test_what_was_read_with_credentials_reaches_no_public_page(catalogue, code):
    assert not catalogue.products[SLUG].evidence.accounts
    assert [uri for uri, page in pages(catalogue, code).items() if CASE in page or TOKEN in page] == []


@pytest.mark.parametrize("profile", ["public", "internal"])
def test_what_was_read_with_credentials_is_refused_in_the_public_folder(project, profile):
    project.write("data/evidence/tidepool.yml", ACCOUNT_EVIDENCE)
    try:
        with pytest.raises(Invalid, match=r"data/evidence/tidepool.yml:2.*accounts"):
            project.load(profile)
    finally:
        project.write("data/evidence/tidepool.yml", EVIDENCE)


SPF_SEEN = """
evidence:
  dns:
    - {asked: TXT bounce.lantern.example.com, on: "2026-11-20T09:00:00Z", result: records, records: ["v=spf1 include:amazonses.com ~all"]}
    - {asked: TXT amazonses.com, on: "2026-11-20T09:00:00Z", result: records, records: ["v=spf1 ip4:199.255.192.0/22 -all"]}
    - {asked: TXT _dmarc.lantern.example.com, on: "2026-11-20T09:00:00Z", result: records,
       records: ["v=DMARC1; p=quarantine; rua=mailto:dmarc@lantern.example.com"]}
"""
SECOND_RECORD = """
dns:
  dmarc:
    - {status: tested, name: _dmarc.lantern.example.com, value: "v=DMARC1; p=quarantine; rua=mailto:dmarc@lantern.example.com"}
    - {status: tested, name: _dmarc.lantern.example.org, value: "v=DMARC1; p=none"}
"""


@pytest.mark.parametrize(("change", "kinds"), [("", "SPF and DMARC"), (SECOND_RECORD, "SPF")])
def test_a_kind_of_record_is_named_only_if_all_that_the_letter_states_was_seen(change, kinds):
    entry = product_with(SPF_SEEN, change)
    text = Session(examples.catalogue()).replies.parts(entry, REPLY).text(day=date(2026, 12, 1))
    assert f"DNS checked on November 20, 2026: the {kinds} records are published" in text
