"""The zip of a product: the same bytes for the same data, and nothing in it that the site does not show."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from projects import needs, pages_of, settings

from policykit.catalog.loader import load
from policykit.foundation.settings import PROJECT
from policykit.site import bundle as module
from policykit.site.bundle import bundle, members, pack
from policykit.site.session import Session, session_of
from policykit.site.sitemap import site_pages
from policykit.yamlio.reader import read_yaml

STAMP = datetime(2026, 11, 22, 10, 30, 58, tzinfo=UTC)
SECRET = "111122223333"


def opened(content: bytes) -> ZipFile:
    file = ZipFile(io.BytesIO(content))
    assert file.testzip() is None
    return file


def test_two_renderers_give_the_same_bytes(project):
    catalogue = project.load()
    entry = catalogue.products["tidepool"]
    for language in catalogue.languages.values():
        one, two = (bundle(Session(catalogue), language, entry) for _ in range(2))
        assert one == two


def test_the_members_are_the_replies_the_samples_and_the_policies(catalogue):
    needs("manuel-weiss")
    found = list(members(session_of(catalogue), catalogue.languages["de"], catalogue.products["manuel-weiss"]))
    wanted = [f"replies/{name}.txt" for name in catalogue.template_ids("reply")]
    wanted += ["samples/email-verification.eml", "samples/password-reset.eml"]
    wanted += [f"policies/{name}.txt" for name in catalogue.template_ids("policy")]
    assert [name for name in found if "/" in name] == wanted


def test_a_file_in_it_is_the_file_on_the_site(catalogue):
    session = session_of(catalogue)
    for code, language in catalogue.languages.items():
        pages = pages_of(catalogue, code)
        for slug, entry in catalogue.products.items():
            file = opened(pages[f"products/{slug}/{slug}.zip"])
            for name in catalogue.template_ids("reply"):
                assert file.read(f"replies/{name}.txt").decode() == session.replies.text(entry, name)
            for name in (name for name in file.namelist() if name.startswith(("samples/", "policies/"))):
                content = pages[f"products/{slug}/{name}"]
                assert file.read(name) == (content if isinstance(content, bytes) else content.encode()), name
            name = catalogue.template_ids("policy")[0]
            assert file.read(f"policies/{name}.txt").decode() == session.pages.policies.texts(language, entry)[name]


def test_no_member_leaves_the_folder_of_the_zip(catalogue):
    """Fault: a name that begins at the root, or goes up, and is written elsewhere by a careless program."""
    for entry in catalogue.products.values():
        names = members(session_of(catalogue), catalogue.languages["en"], entry)
        assert [name for name in names if not re.fullmatch(r"[\w-]+(/[\w-]+)?\.\w+", name)] == [], entry.slug


@pytest.mark.parametrize(
    ("stamp", "told"),
    [
        (STAMP, (2026, 11, 22, 10, 30, 58)), (None, (1980, 1, 1, 0, 0, 0)),
        (datetime(1970, 1, 1, tzinfo=UTC), (1980, 1, 1, 0, 0, 0)), (datetime(9999, 1, 1, tzinfo=UTC), (2107, 12, 31, 0, 0, 0)),
    ],
)  # fmt: skip
def test_every_member_has_the_stamp_and_may_be_read_by_all(stamp, told):
    file = opened(pack({"b.txt": "zwölf\n", "a.eml": b"\xff"}, stamp))
    assert file.namelist() == ["b.txt", "a.eml"]
    assert file.read("b.txt") == "zwölf\n".encode()
    for member in file.infolist():
        assert member.date_time == told
        assert (member.external_attr >> 16, member.create_system, member.compress_type) == (0o100644, 3, ZIP_DEFLATED)


def test_the_stamp_of_the_settings_is_used(project):
    catalogue = load(replace(settings(project.root), stamp=STAMP))
    file = opened(bundle(Session(catalogue), catalogue.languages["en"], catalogue.products["tidepool"]))
    assert {member.date_time for member in file.infolist()} == {(2026, 11, 22, 10, 30, 58)}
    assert b"Date: Sun, 22 Nov 2026 10:30:58 +0000\r\n" in file.read("samples/table.eml")


def test_a_check_of_the_data_packs_no_zip(project, monkeypatch):
    monkeypatch.setattr(module, "pack", lambda *_: pytest.fail("a zip was packed"))
    catalogue = project.load()
    for code in catalogue.languages:
        assert any(page.uri.endswith(".zip") for page in site_pages(session_of(catalogue), code))


def test_a_profile_without_the_page_has_no_files_and_without_replies_none_in_the_zip(project):
    profile = "overlays: false\nstatements: false\nsite: few\npages: [overview, {}]\n"
    project.write("data/profiles/few.yml", profile.format("policies"))
    assert [uri for uri in pages_of(project.load("few"), "en") if uri.endswith((".zip", ".eml"))] == []
    project.write("data/profiles/few.yml", profile.format("files"))
    catalogue = project.load("few")
    uris = [uri for uri in pages_of(catalogue, "en") if uri.startswith("products/tidepool/")]
    assert {"products/tidepool/tidepool.zip", "products/tidepool/samples/table.eml"} <= set(uris)
    assert [uri for uri in uris if uri.endswith(".txt")] == []
    found = members(Session(catalogue), catalogue.languages["en"], catalogue.products["tidepool"])
    assert [name for name in found if name.startswith(("replies/", "policies/"))] == []


def test_no_planted_private_value_is_in_it(project):
    project.write("data/private/tidepool.yml", f'contacts: {{support: {{email: "a{SECRET}@example.com"}}}}\n')

    def holding(profile: str) -> list[str]:
        catalogue = project.load(profile)
        found = members(Session(catalogue), catalogue.languages["en"], catalogue.products["tidepool"])
        return [name for name, data in found.items() if SECRET.encode() in (data if isinstance(data, bytes) else data.encode())]

    assert holding("public") == []
    assert holding("internal")  # else the search would prove nothing


def test_no_value_of_the_private_folder_is_in_it(catalogue):
    def leaves(tree):
        children = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else None
        return {str(tree)} if children is None else {leaf for child in children for leaf in leaves(child)}

    paths = sorted((PROJECT / "data/private").glob("*.yml"))
    public = " ".join(path.read_text(encoding="utf-8") for path in (PROJECT / "data/products").glob("*.yml"))
    values = {leaf for path in paths for leaf in leaves(read_yaml(path).tree) if len(leaf) >= 6 and leaf not in public}
    if not values:
        pytest.skip("this checkout has no data/private: nothing to find")
    for entry in catalogue.products.values():
        for language in catalogue.languages.values():
            for name, data in members(session_of(catalogue), language, entry).items():
                content = data if isinstance(data, bytes) else data.encode()
                assert not any(value.encode() in content for value in values), f"{entry.slug}: {name} holds a private value"


def test_a_policy_is_text_without_marks_of_markdown_or_html(catalogue):
    for code, language in catalogue.languages.items():
        for slug, entry in catalogue.products.items():
            for name in catalogue.template_ids("policy"):
                text = session_of(catalogue).pages.policies.texts(language, entry)[name]
                left = re.findall(r"</?\w+[^>]*>|\*\*|\]\(|^\s*#|^\s*[*+] |`|\{ ?#|&\w+;|<https?:", text, re.MULTILINE)
                assert left == [], (code, slug, name)
                assert entry.product.name in text.splitlines()[0]
                long = [line for line in text.splitlines() if len(line) > 80 and "://" not in line]
                assert long == [], (code, slug, name)


def test_a_policy_without_anything_in_place_says_what_it_needs_in_one_sentence(catalogue):
    needs("candlefish")
    for language in catalogue.languages.values():
        text = session_of(catalogue).pages.policies.texts(language, catalogue.products["candlefish"])["review"]
        assert "\n\n" not in text
        assert "policies.last_review" in text
