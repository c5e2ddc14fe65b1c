"""The pages of the built site, public and internal: all there, in their language, escaped, asking nobody else for anything."""

from __future__ import annotations

import gzip
import html
import re

from built_pages import FOLDERS, KINDS, article, leads_to_the_other_language, outside_requests, unescaped
from projects import ADDRESSES, EXAMPLES, UNTRANSLATED


def test_every_product_has_every_page_in_every_language(public_site):
    wanted = [
        f"{folder}products/{slug}/{name}"
        for slug in public_site.catalogue.products
        for folder in FOLDERS
        for name in (*(f"{kind}index.html" for kind in KINDS), "reply/more-information.txt")
    ]
    assert [name for name in wanted if not (public_site.folder / name).is_file()] == []


def test_a_language_that_is_missing_a_page_shows_english_under_a_notice(public_site, catalogue):
    page = public_site.read(f"de/{UNTRANSLATED}/")
    assert catalogue.languages["de"].word("untranslated") in page
    assert '<div lang="en">' in page


def test_a_page_that_its_language_has_shows_no_notice(public_site, catalogue):
    assert catalogue.languages["de"].word("untranslated") not in public_site.read("de/guides/keeping-products/")


def test_a_german_product_page_has_a_german_article(public_site, catalogue):
    for slug in {*EXAMPLES, "tidepool"} & set(public_site.catalogue.products):
        for kind in ("", "use-case/", "policies/", "checklist/"):
            name = f"products/{slug}/{kind}index.html"
            english, german = (article(public_site.folder / folder / name) for folder in FOLDERS)
            words = german.split()
            assert sum(word in ("der", "die", "das", "und", "ist", "von") for word in words) > len(words) / 50, f"de/{name}"
            assert german != english, name


def test_hostile_data_comes_out_as_text_in_every_place(public_site):
    assert unescaped(public_site.folder) == []


def test_no_page_asks_anyone_else_for_anything(public_site):
    assert outside_requests(public_site.folder) == []


def test_the_language_switch_stays_on_the_page_in_both_directions(public_site):
    wrong = [
        (slug, kind)
        for slug in public_site.catalogue.products
        for kind in KINDS
        if not leads_to_the_other_language(public_site.folder, f"products/{slug}/{kind}")
    ]
    assert wrong == []


def test_the_policies_have_their_fixed_anchors(public_site):
    wanted = ("bounces", "complaints", "suppression", "lists-consent", "unsubscribe", "content", "authentication", "data",
              "monitoring", "incidents", "acceptable-use", "review")  # fmt: skip
    for folder in FOLDERS:
        page = public_site.read(f"{folder}products/tidepool/policies/")
        assert [name for name in wanted if f'id="{name}"' not in page] == [], folder


def test_no_address_is_invented(public_site):
    page = public_site.read("de/products/tidepool/")
    assert 'rel="canonical"' not in page
    assert "/edit/main/" not in page


def test_addresses_come_from_the_environment(internal_site):
    page = internal_site.read("de/products/tidepool/")
    assert f'<link rel="canonical" href="{ADDRESSES["SITE_URL"]}/de/products/tidepool/">' in page
    assert f"{ADDRESSES['REPO_URL']}/edit/main/data/products/tidepool.yml" in page


def test_only_the_internal_site_says_that_it_is_internal(public_site, internal_site):
    name = "products/tidepool/use-case/"
    assert 'content="noindex"' in internal_site.read(name)
    assert 'content="noindex"' not in public_site.read(name)


def test_the_internal_use_case_has_the_sentences_that_deviate_and_the_public_one_has_not(public_site, internal_site, catalogue):
    for slug, entry in catalogue.products.items():
        name = f"products/{slug}/use-case/index.html"
        internal = article(internal_site.folder / name)
        for statement in entry.product.statements:
            assert " ".join(statement.says.split()) in internal, (slug, statement.line)
        assert "data-example" not in public_site.read(name)


def test_our_own_scripts_stay_small(public_site):
    def size(*names: str) -> int:
        return sum(
            len(gzip.compress(path.read_bytes())) for name in names for path in (public_site.folder / "assets").glob(name)
        )

    alone = size("decoder.js", "unlisted.js")  # loaded by their own pages
    assert 0 < size("*.js") - alone <= 13 * 1024  # on every page
    assert 0 < size("unlisted.js") <= 4 * 1024
    assert 0 < size("decoder.js") <= 9 * 1024
    editing = size("onboarding/editing.js", "onboarding/merge.js")  # loaded by the page that edits a file
    assert 0 < editing <= 6 * 1024
    assert 0 < size("onboarding/*.js") - editing <= 28 * 1024
    assert 0 < size("vendor/yaml.js") <= 34 * 1024


def test_the_code_of_others_is_one_file_and_its_record_is_no_page(public_site):
    assert [path.name for path in (public_site.folder / "assets/vendor").iterdir()] == ["yaml.js"]


def test_no_script_of_ours_is_inline(public_site):
    page = public_site.read("products/tidepool/reply/more-information/")
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    # The theme's own: the base address, the stored palette, and the scheme of the system.
    assert len(inline) <= 3
    assert not re.search(r"\son\w+=", re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL))


def test_a_page_of_ones_own_has_values_of_products_in_its_language(public_site):
    own = re.sub(r"<[^>]+>", "", public_site.read("own/"))
    tidepool = public_site.catalogue.products["tidepool"].product
    assert f"{html.escape(tidepool.name)}: Tidepool sends tide tables to people who *asked* for them." in own
    assert f"First sender: {html.escape(tidepool.streams[0].from_)}; {tidepool.request.region};" in own
    assert ", ".join(stream.id for stream in tidepool.streams) + ".\n" in own


def test_a_page_of_ones_own_exists_in_every_language(public_site):
    assert "Tidepool versendet Gezeitentafeln" in public_site.read("de/own/")


def test_a_value_on_a_page_of_ones_own_is_escaped(public_site):
    assert "<img src=x" not in public_site.read("own/")
