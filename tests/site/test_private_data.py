"""What is private stays out of the public site, and a public build does not even look at it."""

from __future__ import annotations

import pytest
from leaks import leaks, private_values
from projects import ACCOUNT, CASE, OTHER_ACCOUNT, PROJECT, TOKEN


def test_a_public_build_never_opens_the_private_folder(public_site):
    assert (public_site.private / "tidepool.yml").is_file()
    assert public_site.seen == ""


def test_the_hook_sees_an_internal_build_open_it(internal_site):
    folder = internal_site.private
    assert f"open {folder}/tidepool.yml" in internal_site.seen
    assert f"open {folder}/sent/rockpool/2026-11-01-more-information.txt" in internal_site.seen


def test_private_data_may_be_elsewhere_and_then_the_usual_folder_is_not_opened(internal_site):
    page = internal_site.read("products/tidepool/use-case/")
    assert ACCOUNT in page
    assert OTHER_ACCOUNT not in page
    assert (internal_site.project.root / "data/private/tidepool.yml").is_file()
    assert f"{internal_site.project.root}/data/private/" not in internal_site.seen


def test_an_internal_build_never_writes_into_the_public_folder(internal_site):
    assert not (internal_site.project.root / "site").exists()


def test_no_private_value_is_in_any_byte_of_the_public_site(public_site):
    assert leaks(public_site.folder, private_values(public_site.project.root / "data")) == []


def test_what_was_read_with_credentials_is_in_no_byte_of_a_public_site(public_site, reviewers_site):
    for site in (public_site, reviewers_site):
        files = [path for path in site.folder.rglob("*") if path.is_file()]
        assert [path for path in files if any(value.encode() in path.read_bytes() for value in (CASE, TOKEN))] == []


@pytest.mark.parametrize("kind", ["value", "digits"])
def test_the_search_for_leaks_finds_what_a_page_of_the_internal_site_shows(internal_site, public_site, kind):
    values = private_values(public_site.project.root / "data")
    assert any(line.endswith(f"a private {kind}") for line in leaks(internal_site.folder / "products/tidepool", values))


def test_the_search_for_leaks_finds_what_a_real_product_keeps_private(internal_site, public_site):
    if not (PROJECT / "data/private/candlefish.yml").is_file():
        pytest.skip("this checkout has no data/private: nothing to find")
    values = private_values(public_site.project.root / "data")
    assert leaks(internal_site.folder / "products/candlefish", values) != []


def test_the_internal_site_shows_blanks_filled_that_the_public_one_leaves_open(public_site, internal_site):
    name = "products/tidepool/use-case/"
    assert "[fill in: your AWS account ID]" in public_site.read(name)
    assert "[fill in: your AWS account ID]" not in internal_site.read(name)


def test_the_internal_site_shows_real_blanks_filled(public_site, internal_site):
    if not (PROJECT / "data/private/candlefish.yml").is_file():
        pytest.skip("this checkout has no data/private: nothing to fill")
    name = "products/candlefish/use-case/"
    assert "[fill in: your AWS account ID]" in public_site.read(name)
    assert "[fill in: your AWS account ID]" not in internal_site.read(name)


def sent(site, text: str) -> set[str]:
    """Folders of the products whose pages show what was sent."""
    pages = (path for path in (site.folder / "products").rglob("*.html") if text in path.read_text(encoding="utf-8"))
    return {path.relative_to(site.folder / "products").parts[0] for path in pages}


@pytest.mark.parametrize(
    ("slug", "text"), [("tidepool", "What we wrote as Rockpool."), ("harbour", "What we wrote as Harbour.")]
)
def test_what_was_sent_under_a_former_name_or_before_the_end_stays_on_the_internal_site(internal_site, slug, text):
    assert sent(internal_site, text) == {slug}


def test_the_public_site_shows_nothing_of_what_was_sent(public_site):
    assert sent(public_site, "What we wrote") == set()
