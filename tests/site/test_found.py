"""What search engines and shared links get of the built site: descriptions, addresses of languages, sitemaps, the error page."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import replace

from projects import ADDRESSES, settings

from build_site import add_sitemaps
from policykit.catalog.loader import load
from policykit.site.found import LONGEST, descriptions, with_description

PAGE = '<title>{} - Kit</title><meta name="description" content="x"><article><h1>{}</h1>{}</article>'


def described(*pages: tuple[str, str]) -> list[str]:
    found = descriptions((title, PAGE.format(title, title, body).encode()) for title, body in pages)
    return [found.get(title, "") for title, _ in pages]


def test_a_lead_comes_before_other_paragraphs_and_labels_are_none():
    body = '<p>Some label</p><p>A sentence of another <b>kind</b>.</p><p class="kit-lead">What this page is for.</p>'
    assert described(("A", body)) == ["What this page is for."]
    assert described(("A", body.replace(' class="kit-lead"', ""))) == ["A sentence of another kind."]


def test_pages_with_the_same_first_sentence_begin_with_their_titles():
    assert described(("A", "<p>The same sentence here.</p>"), ("B", "<p>The same sentence here.</p>")) == [
        "A. The same sentence here.", "B. The same sentence here.",
    ]  # fmt: skip


def test_a_long_one_ends_after_a_word_and_one_with_quotes_stays_in_its_attribute():
    (text,) = described(("A", f"<p>{'word ' * 60}end.</p>"))
    assert len(text) <= LONGEST
    assert text.endswith("word…")
    page = with_description(PAGE.format("A", "A", "").encode(), 'a "quoted" <b>')
    assert b'content="a &quot;quoted&quot; &lt;b&gt;"' in page


def test_every_page_of_the_built_site_has_a_description_of_its_own(public_site):
    """Fault: the site's own description on a page, or two pages with the same one."""
    found: dict[str, str] = {}
    for path in public_site.folder.rglob("*.html"):
        if match := re.search(r'<meta name="description" content="([^"]*)">', path.read_text(encoding="utf-8")):
            found[path.relative_to(public_site.folder).as_posix()] = html.unescape(match[1])
    assert len(found) > 200
    # A page without a translation, and two made-up products that differ in their names alone, share words.
    often = Counter(
        text for name, text in found.items() if not re.search(r"404|contributing/|own/|products/t|hostile|after", name)
    )
    assert [text for text, count in often.items() if count > 1] == []
    assert all(0 < len(text) <= LONGEST for name, text in found.items() if "404" not in name)


def test_with_an_address_each_page_names_its_languages_and_a_picture_that_exists(internal_site):
    page, site = internal_site.read("de/products/tidepool/"), ADDRESSES["SITE_URL"]
    found = dict(re.findall(r'<link rel="alternate " hreflang="([^"]+)" href="([^"]+)">', page))
    english = f"{site}/products/tidepool/"
    assert found == {"en": english, "de": f"{site}/de/products/tidepool/", "x-default": english}
    pictures = re.findall(r'<meta property="og:image" content="([^"]+)">', page)
    assert (
        len(pictures) == (internal_site.project.root / "data/social.png").is_file()
    )  # a started kit has none until `make social`
    assert all((internal_site.folder / name.removeprefix(f"{site}/")).stat().st_size < 100_000 for name in pictures)
    assert page.count('property="og:description"') == 1


def test_without_an_address_nothing_names_one(public_site, reviewers_site):
    for site in (public_site, reviewers_site):
        page = next(site.folder.rglob("policies/index.html")).read_text(encoding="utf-8")
        assert "x-default" not in page
        assert "og:image" not in page
        assert list(site.folder.rglob("sitemap*")) == []
        assert (site.folder / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"


def test_robots_name_the_sitemap_of_each_language_and_of_an_internal_site_none(tmp_path, internal_site):
    (tmp_path / "sitemap.xml").touch()
    add_sitemaps(load(replace(settings(), site_url="https://example.com/kit/")), tmp_path)
    assert (tmp_path / "robots.txt").read_text(encoding="utf-8").splitlines()[2:] == [
        "Sitemap: https://example.com/kit/sitemap.xml", "Sitemap: https://example.com/kit/de/sitemap.xml",
    ]  # fmt: skip
    assert (tmp_path / "sitemap.xml").exists()
    assert (internal_site.folder / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nDisallow: /\n"
    assert list(internal_site.folder.rglob("sitemap*")) == []


def test_the_error_page_has_a_title_and_starts_in_its_own_language(public_site, catalogue):
    for code, name in (("en", "404.html"), ("de", "de/404.html")):
        page, title = public_site.read(name), catalogue.languages[code].word("missing.title")
        assert f"<title>{title} - " in page
        assert re.findall(r"<h1>(.*?)</h1>", page)[0] == title
