"""The evidence pack to attach to a case: one PDF is made and read; what may not be attached is refused."""

from __future__ import annotations

import pytest
from projects import EVIDENCE, Project, copy_project
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

import make_pdf
from policykit.catalog.catalog import Catalogue, Entry
from policykit.site import attachments
from policykit.site.session import Session

SECRET = "kelp.forest.7@example.com"
OVERLAY = f'contacts: {{support: {{email: "{SECRET}"}}}}\nrequest: {{account_id: "680213579246"}}\n'


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Project, str]:
    """The project and what the command said."""
    project = copy_project(tmp_path_factory.mktemp("pdf") / "project")
    project.write("data/evidence/tidepool.yml", EVIDENCE)
    project.write("data/private/tidepool.yml", OVERLAY)
    result = project.run("make_pdf.py", "tidepool", "--language", "en", TODAY="2026-11-22", SOURCE_DATE_EPOCH="1795343400")
    assert result.returncode == 0, result.stdout + result.stderr
    return project, result.stdout


@pytest.fixture(scope="module")
def pack(made) -> PdfReader:
    return PdfReader(made[0].root / "build/pdf/public/tidepool/en/evidence-pack.pdf")


def titles(outline: list) -> list[str]:
    return [title for item in outline for title in (titles(item) if isinstance(item, list) else [item.title])]


def test_it_has_what_a_reviewer_asks_for_in_its_outline(pack):
    """Fault: a section is missing, or the PDF has no outline."""
    found = titles(pack.outline)
    wanted = ["About us", "Emails we send", "Email policies", "Bounce handling", "Sample emails", "DNS records"]
    assert [title for title in found if title in wanted] == wanted


def test_it_is_tagged_has_a_title_and_a_language_and_is_small(pack, made):
    """Fault: a screen reader finds no structure, or the file is too large for a case."""
    root = pack.trailer["/Root"]
    assert isinstance(root, DictionaryObject)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert pack.metadata.title == "Tidepool & <Sons>: how we send email"
    assert 0 < (made[0].root / "build/pdf/public/tidepool/en/evidence-pack.pdf").stat().st_size < 500_000


def test_its_text_has_date_page_numbers_and_the_record_that_was_seen_and_no_button(pack):
    text = " ".join(" ".join(page.extract_text() for page in pack.pages).split())
    assert "As of November 22, 2026." in text
    assert f"1 / {len(pack.pages)}" in text
    assert "v=spf1 include:amazonses.com ~all" in text
    assert "ip4:199.255.192.0/22" not in text  # a record of Amazon's
    assert "Copy policy" not in text
    assert SECRET.split("@", maxsplit=1)[0] not in text  # the public profile has not read it
    assert "missing" not in text


def test_each_sheet_after_the_first_says_what_it_is_part_of_and_of_which_day(pack):
    margin = "Tidepool & <Sons>: how we send email · November 22, 2026"
    assert [margin in page.extract_text() for page in pack.pages] == [False, *[True] * (len(pack.pages) - 1)]


def test_no_heading_is_alone_at_the_end_of_a_page(pack):
    """Fault: a heading on one page and its text on the next."""

    def tops(outline: list) -> list[float]:
        return [top for item in outline for top in (tops(item) if isinstance(item, list) else [float(item.top)])]

    margin, lines = 51, 30  # points: the margin of kit.css below, and two lines of text
    assert min(tops(pack.outline)) > margin + lines


def test_the_command_lists_the_files_their_sizes_and_how_many_a_case_takes(made):
    project, said = made
    folder = project.root / "build/pdf/public/tidepool/en"
    assert sorted(path.name for path in folder.iterdir()) == ["evidence-pack.pdf", "table.eml"]
    assert "2 of at most 10 files" in said
    assert " kB  table.eml" in said


# What is refused, without a browser


@pytest.fixture(scope="module")
def internal(tmp_path_factory) -> tuple[Catalogue, Entry, str]:
    """A product with private data, and its pack in the internal profile."""
    project = copy_project(tmp_path_factory.mktemp("internal") / "project")
    project.write("data/private/tidepool.yml", OVERLAY)
    catalogue = project.load("internal")
    entry = catalogue.products["tidepool"]
    return catalogue, entry, make_pdf.page_of(Session(catalogue), catalogue.languages["en"], entry, "")


def test_a_private_value_is_refused_by_file_and_field_until_the_sender_chooses_it(internal):
    """Fault: an address of data/private in the PDF, or its value in the message."""
    (told,) = make_pdf.refused(*internal, {}, ())
    assert told.startswith("evidence-pack.pdf contains the private value of contacts.support.email")
    assert SECRET not in told
    assert make_pdf.refused(*internal, {}, ("contacts.support.email",)) == []


def test_a_private_value_in_an_email_is_found_in_whatever_encoding(internal):
    """Fault: the check reads the bytes of the file, where the value is encoded or broken into lines."""
    catalogue, entry, _ = internal
    plain = b"Subject: Account 680213579246\n\nx"
    quoted = b"Subject: x\nContent-Transfer-Encoding: quoted-printable\n\nwrite to kelp.fo=\nrest.7=40example.com\n"
    told = make_pdf.refused(catalogue, entry, "", {"a.eml": plain, "b.eml": quoted}, ())
    assert [line.partition(":")[0] for line in told] == [
        "a.eml contains the private value of request.account_id", "b.eml contains the private value of contacts.support.email",
    ]  # fmt: skip


def test_more_files_than_a_case_takes_and_a_pack_that_is_too_large_are_refused(internal):
    catalogue, entry, _ = internal
    files = {f"{number}.eml": b"Subject: x\n\nx" for number in range(11)}
    assert "11 files: the Support Center takes 10" in make_pdf.refused(catalogue, entry, "", files, ())[0]
    large = {attachments.PACK: bytes(attachments.LARGEST_PACK + 1)}
    assert "more than 1000000" in make_pdf.refused(catalogue, entry, "", large, ())[0]


def test_a_link_to_a_page_of_the_site_is_plain_text_and_one_into_the_pack_works(internal):
    assert 'href="#stream-table"' in internal[2]
    assert 'href="../' not in internal[2]


@pytest.mark.parametrize("arguments", [["nobody"], ["--language", "xx"]])
def test_what_does_not_exist_is_a_usage_error_with_what_does(arguments, capsys):
    assert make_pdf.main(arguments) == 2
    assert "use one of" in capsys.readouterr().err
