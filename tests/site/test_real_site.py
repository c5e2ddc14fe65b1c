"""The real site, in both engines and both profiles."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from projects import settings

from policykit.catalog.loader import load
from policykit.foundation.settings import PROJECT
from policykit.yamlio.reader import read_yaml

CATALOGUE = load(settings())
KINDS = ["", "use-case/", "policies/", "checklist/", "request/", "reply/", "reply/more-information/", "files/", "readiness/"]
LANGUAGES = {"en": "", "de": "de/"}


class _Article(HTMLParser):
    """The words of the article, without the theme around it."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.words = 0, []

    def handle_starttag(self, tag, attrs):
        if tag == "article" or self.depth:
            self.depth += tag not in ("br", "hr", "img", "input", "rect", "meta", "link")
        if dict(attrs).get("class") == "headerlink":
            self.words.append("\0")

    def handle_endtag(self, tag):
        self.depth -= bool(self.depth) and tag not in ("br", "hr", "img", "input", "rect", "meta", "link")

    def handle_data(self, data):
        if self.depth:
            self.words.append(data)


def article(path: Path) -> str:
    reader = _Article()
    reader.feed(path.read_text(encoding="utf-8"))
    return " ".join(re.sub("\0¶", "", "".join(reader.words)).split())


def without_verdict(words: str) -> str:
    """The number of errors is another where fewer rules were built in, and none is said of a product without errors."""
    verdict = r"(?:erst )?\d+ (?:errors? to fix first|Fehler beheben)\b.*?(?:See what is open|Ansehen, was offen ist)"
    return " ".join(re.sub(verdict, "", words).split())


@pytest.mark.parametrize("folder", LANGUAGES.values())
@pytest.mark.parametrize("slug", sorted(CATALOGUE.products))
def test_every_product_has_every_page_in_every_language(real_site, slug, folder):
    site = real_site("mkdocs", "public")
    for kind in KINDS:
        assert (site / folder / "products" / slug / kind / "index.html").is_file(), kind
    assert (site / folder / "products" / slug / "reply" / "more-information.txt").is_file()


@pytest.mark.parametrize("slug", sorted(CATALOGUE.products))
def test_both_engines_show_the_same_words_on_every_page_of_a_product(real_site, slug):
    one, two = real_site("mkdocs", "public"), real_site("zensical", "public")
    for folder in LANGUAGES.values():
        # The readiness page lists findings, and the second site was built with a few rules only.
        for kind in [kind for kind in KINDS if kind != "readiness/"]:
            name = Path(folder) / "products" / slug / kind / "index.html"
            words = without_verdict(article(one / name))
            assert len(words) > 100
            assert without_verdict(article(two / name)) == words, name


def test_the_policies_have_their_fixed_anchors(real_site):
    wanted = ("bounces", "complaints", "suppression", "lists-consent", "unsubscribe", "content", "authentication", "data",
              "monitoring", "incidents", "acceptable-use", "review")  # fmt: skip
    for folder in LANGUAGES.values():
        page = (real_site("mkdocs", "public") / folder / "products/numstro/policies/index.html").read_text(encoding="utf-8")
        assert [name for name in wanted if f'id="{name}"' not in page] == []


def test_no_page_asks_anyone_else_for_anything(real_site):
    for engine in ("mkdocs", "zensical"):
        for path in real_site(engine, "public").rglob("*.html"):
            loaded = re.findall(
                r'<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)="([^"]+)"[^>]*>', path.read_text(encoding="utf-8")
            )
            assert [url for url in loaded if url.startswith(("http:", "https:", "//"))] == [], path


@pytest.mark.parametrize("slug", sorted(CATALOGUE.products))
def test_the_language_switch_stays_on_the_page_in_both_directions(real_site, slug):
    for engine in ("mkdocs", "zensical"):
        site = real_site(engine, "public")
        for kind in KINDS:
            for folder, code in (("", "de"), ("de/", "en")):
                page = site / folder / "products" / slug / kind / "index.html"
                href = re.search(rf'<a href="([^"]+)"\s+lang="{code}"', page.read_text(encoding="utf-8"))[1]
                other = site / ("de/" if code == "de" else "") / "products" / slug / kind
                assert (page.parent / href).resolve() == other.resolve()


def private_values() -> dict[str, set[str]]:
    """What must not be public, by kind; each value less those that a public file holds too."""
    found: dict[str, set[str]] = {"value": set(), "digits": set(), "local part": set()}

    def walk(tree: object) -> None:
        if isinstance(tree, dict):
            for child in tree.values():
                walk(child)
        elif isinstance(tree, list):
            for child in tree:
                walk(child)
        else:
            text = str(tree)
            found["value"] |= {text} if len(text) >= 6 else set()
            for run in re.findall(r"\d{6,}", text):
                found["digits"] |= {run[start : start + 6] for start in range(len(run) - 5)}
            found["local part"] |= set(re.findall(r"([\w.+-]+)@[\w.-]+", text))

    for path in (PROJECT / "data" / "private").glob("*.yml"):
        walk(read_yaml(path).tree)
    public = {
        str(value)
        for path in (PROJECT / "data" / "products").glob("*.yml")
        for value in re.findall(r"[^\s\"',{}\[\]]+", path.read_text(encoding="utf-8"))
    }
    return {kind: values - public for kind, values in found.items()}


def leaks(site: Path, values: dict[str, set[str]]) -> list[str]:
    """File, offset and kind of each private value; never the value itself."""
    found = []
    for path in sorted(site.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            for kind, wanted in values.items():
                for value in wanted:
                    if (offset := content.find(value.encode())) >= 0:
                        found.append(f"{path.relative_to(site)} at {offset}: a private {kind}")
    return found


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_no_private_value_is_in_any_byte_of_the_public_site(real_site, engine):
    assert leaks(real_site(engine, "public"), private_values()) == []


def test_the_search_for_leaks_finds_what_the_internal_site_shows(real_site):
    values = private_values()
    if not any(values.values()):
        pytest.skip("this checkout has no data/private: nothing to find")
    found = leaks(real_site("mkdocs", "internal"), values)
    assert any(kind in line for line in found for kind in ("value", "digits"))


def test_the_internal_site_shows_blanks_filled_and_says_that_it_is_internal(real_site):
    if not (PROJECT / "data/private/candlefish.yml").is_file():
        pytest.skip("this checkout has no data/private: nothing to fill")
    name = "products/candlefish/use-case/index.html"
    public = (real_site("mkdocs", "public") / name).read_text(encoding="utf-8")
    internal = (real_site("mkdocs", "internal") / name).read_text(encoding="utf-8")
    assert "[fill in: your AWS account id]" in public
    assert "[fill in: your AWS account id]" not in internal
    assert 'content="noindex"' in internal
    assert 'content="noindex"' not in public


def test_deviating_sentences_are_on_the_internal_use_case_only(real_site):
    for slug, entry in CATALOGUE.products.items():
        name = f"products/{slug}/use-case/index.html"
        internal = article(real_site("mkdocs", "internal") / name)
        for statement in entry.product.statements:
            says = " ".join(statement.says.split())
            assert says in internal, (slug, statement.line)
        assert "data-example" not in (real_site("mkdocs", "public") / name).read_text(encoding="utf-8")


def test_our_own_scripts_stay_small_and_none_is_inline(real_site):
    site = real_site("mkdocs", "public")
    scripts = sorted((site / "assets").glob("*.js"))
    assert sum(len(gzip.compress(path.read_bytes())) for path in scripts) <= 12 * 1024
    form = sorted((site / "assets/onboarding").glob("*.js"))
    assert sum(len(gzip.compress(path.read_bytes())) for path in form) <= 28 * 1024
    # The code of others is one file, loaded with the form; the record of where it comes from is no page.
    assert [path.name for path in (site / "assets/vendor").iterdir()] == ["yaml.js"]
    assert len(gzip.compress((site / "assets/vendor/yaml.js").read_bytes())) <= 34 * 1024
    page = (site / "products/numstro/reply/more-information/index.html").read_text(encoding="utf-8")
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    # The theme's own: the base address, the stored palette, and the scheme of the system.
    assert len(inline) <= 3
    assert not re.search(r"\son\w+=", re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL))
