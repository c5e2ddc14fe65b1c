"""What was sent: read by a profile with overlays, shown on the internal site, untouched by what becomes of the templates."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from projects import pages_of

from policykit.catalog.sent_log import file_name, read_sent
from policykit.foundation.diagnostics import Invalid

FOLDER = "data/private/sent/tidepool"
TEXT = "Hello,\n\nthis was *sent* <once>, with [a bracket] & {{ more }}.\n\n\nJane\n"


def reply_page(project, profile: str, code: str = "en") -> str:
    return pages_of(project.load(profile), code)["products/tidepool/reply/index.md"]


@pytest.mark.parametrize(
    ("name", "day", "reply", "number"),
    [
        ("2026-11-22-more-information.txt", date(2026, 11, 22), "more-information", 1),
        ("2026-11-22-more-information-2.txt", date(2026, 11, 22), "more-information", 2),
        ("2026-11-22-more-information-12.txt", date(2026, 11, 22), "more-information", 12),
        ("2026-01-02-x.txt", date(2026, 1, 2), "x", 1),
    ],
)
def test_a_name_says_when_what_was_sent(project, name, day, reply, number):
    project.write(f"{FOLDER}/{name}", TEXT)
    (sent,) = project.load("internal").sent["tidepool"]
    assert (sent.day, sent.reply, sent.number, sent.text) == (day, reply, number, TEXT)
    assert file_name(day, reply, number) == name


@pytest.mark.parametrize("name", ["notes.txt", "2026-13-01-more-information.txt", "2026-11-22.txt", "2026-11-22-More.txt"])
def test_a_name_that_says_nothing_is_a_fault_with_a_remedy(project, name):
    project.write(f"{FOLDER}/{name}", TEXT)
    with pytest.raises(Invalid) as caught:
        project.load("internal")
    (diagnostic,) = caught.value.diagnostics
    assert str(diagnostic) == (
        f"{FOLDER}/{name}: error: the file name `{name}` lacks a valid date or the reply  [bad-sent-name]\n"
        "    fix: name it <date>-<reply>.txt, such as 2026-11-22-more-information.txt, or move the file out of the folder"
    )


def test_a_file_that_is_not_utf_8_is_a_fault(project):
    project.write(f"{FOLDER}/2026-11-22-x.txt", "").write_bytes(b"\xff")
    with pytest.raises(Invalid, match="not valid UTF-8"):
        project.load("internal")


def test_other_files_and_a_folder_without_product_are_no_fault(project):
    for name in (".2026.part", "._2026-11-22-x.txt", "scan.pdf"):
        project.write(f"{FOLDER}/{name}", "x")
    project.write("data/private/sent/gone/2026-11-22-more-information.txt", TEXT)
    sent = project.load("internal").sent
    assert (sent["tidepool"], len(sent["gone"])) == ((), 1)


def test_a_missing_folder_is_empty(tmp_path):
    assert read_sent(tmp_path / "sent", str) == ({}, [])


def test_line_ends_stay_as_they_were_sent(project):
    project.write(f"{FOLDER}/2026-11-22-x.txt", "").write_bytes(b"one\r\ntwo\r\n")
    assert project.load("internal").sent["tidepool"][0].text == "one\r\ntwo\r\n"


def test_the_public_profile_knows_of_nothing_sent(project):
    project.write(f"{FOLDER}/2026-11-22-more-information.txt", TEXT)
    project.write(f"{FOLDER}/notes.txt", "not even a fault")
    assert project.load().sent == {}
    assert "this was" not in reply_page(project, "public")


@pytest.mark.parametrize("code", ["en", "de"])
def test_the_internal_page_shows_the_exact_text_newest_first(project, code):
    for name in ("2026-11-20-more-information", "2026-11-22-more-information", "2026-11-22-more-information-2"):
        project.write(f"{FOLDER}/{name}.txt", f"{name}\n{TEXT}")
    page = reply_page(project, "internal", code)
    assert page.index("2026-11-22-more-information-2\n") < page.index("2026-11-22-more-information\n")
    assert page.index("2026-11-22-more-information\n") < page.index("2026-11-20-more-information\n")
    assert TEXT in unescape(page)
    assert page.count('<details class="kit-part" data-example>') == 3
    title = project.load("internal").templates[(code, "reply", "more-information")].front.title
    assert title in page


def test_nothing_is_said_where_nothing_was_sent(project):
    assert project.load("internal").languages["en"].word("request.sent") not in reply_page(project, "internal")


def test_a_new_record_is_seen_without_a_restart(project):
    assert project.load("internal").sent == {}
    project.write(f"{FOLDER}/2026-11-22-more-information.txt", TEXT)
    assert len(project.load("internal").sent["tidepool"]) == 1


def test_what_was_sent_survives_an_edit_and_the_end_of_its_template(project):
    path = project.write(f"{FOLDER}/2026-11-22-more-information.txt", TEXT)
    project.write(f"{FOLDER}/2026-11-22-long-gone.txt", TEXT)
    project.replace("docs/templates/en/reply/more-information.txt", "Hello,", "Good day,")
    page = reply_page(project, "internal")
    assert path.read_text(encoding="utf-8") == TEXT
    assert unescape(page).count(TEXT) == 2
    assert "long-gone" in page
