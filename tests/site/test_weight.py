"""How much a page and the site weigh.

Each limit has a fault that breaks it: a table with a label in every cell, patterns in a page, a script on every page, a second copy of
the theme.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

import pytest

from policykit.site.slim import remove_unused, share_assets, squeezed, with_shared

KB = 1024
# The pages of a kind: what their address matches -> the most that their HTML may weigh, in KB. The first that matches counts.
LIMITS = {
    r"reply/|products/[^/]+/reply/": 40,
    r"rules/[^/]+/": 90,
    r"questions/": 84,  # a topic too, and a table with a column per product, of which the tests add three
    r"contributing/templates/": 60,  # every name that a template can call
    r"guides/product-file/": 115,  # folded by record
    r"products/[^/]+/readiness/": 62,  # one that has 46 points, which a person goes through one by one
    r"rules/": 51,  # every topic and rule in one line, in German
    r"guides/numbers-and-sources/": 55,  # every number and source with its dates
    r"products/[^/]+/reply/[^/]+/": 52,  # the longest letter, once whole and once in parts, in German
    r".*": 50,
}
MADE_UP = ("tidepool", "harbour", "hostile", "rockpool")
"""The products that the tests add."""
ONE_OF_EACH_KIND = (
    "", "products/", "products/tidepool/", "products/tidepool/use-case/", "products/tidepool/policies/", "products/tidepool/readiness/",
    "products/tidepool/reply/", "products/tidepool/reply/more-information/", "reply/", "reply/more-information/",
    "guides/production-access/", "rules/", "rules/truth/", "questions/",
)  # fmt: skip
STARTED = {"data-decoder": "decoder.js", 'data-product="*"': "unlisted.js"}
"""What a page has -> the script that it loads at once because of it."""


def limit(address: str) -> int:
    return next(most for pattern, most in LIMITS.items() if re.fullmatch(pattern, address))


def real(path: Path) -> bool:
    return not set(MADE_UP) & set(re.split(r"[/.]", path.as_posix()))


def test_no_page_weighs_more_than_its_kind_may(public_site):
    found = {}
    for path in public_site.folder.rglob("index.html"):
        address = path.relative_to(public_site.folder).as_posix().removesuffix("index.html")
        if (size := path.stat().st_size) > limit(address.removeprefix("de/")) * KB and real(
            path.relative_to(public_site.folder)
        ):
            found[address] = size
    assert found == {}


@pytest.mark.parametrize("name", ONE_OF_EACH_KIND)
def test_the_kits_own_styles_and_scripts_weigh_at_most_20_kb_on_a_page(public_site, name):
    page = public_site.folder / name / "index.html"
    text, assets = page.read_text(encoding="utf-8"), public_site.folder / "assets"
    asked = re.findall(r'<(?:link|script) [^>]*?(?:href|src)="([^"]*assets/[^/"]+\.(?:css|js))"', text)
    files = {(page.parent / each).resolve() for each in asked}
    assert assets.resolve() / "kit.js" in files
    files |= {(assets / script).resolve() for mark, script in STARTED.items() if mark in text}
    assert sum(len(gzip.compress(path.read_bytes())) for path in frozenset().union(*map(with_imports, files))) < 20 * KB


@cache
def with_imports(script: Path) -> frozenset[Path]:
    """A script and all that it imports at once."""
    names = re.findall(r'(?:\bfrom|^import) "(\.[^"]+)"', script.read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset({script}).union(*(with_imports((script.parent / name).resolve()) for name in names))


def test_the_site_of_five_products_weighs_less_than_15_mb_and_has_nothing_that_no_page_asks_for(public_site):
    files = [path.relative_to(public_site.folder) for path in public_site.folder.rglob("*") if path.is_file()]
    assert sum((public_site.folder / path).stat().st_size for path in files if real(path)) < 15_000_000
    unused = re.compile(r"\.map$|/lunr/|/workers/|^de/assets/|(^|/)search(_index)?\.json$|-ui\.|highlight|(^|/)searched/")
    assert [str(path) for path in files if unused.search(path.as_posix())] == []


# The library


def test_indentation_goes_and_text_stays():
    kept = b'<pre>a\n  b</pre><textarea>\n\n c</textarea><li data-paste="a:\n  b: <c>">x</li>'
    assert squeezed(b"<p>\n    one\n    two </p>\n\n  " + kept) == b"<p>\none\ntwo </p>\n" + kept
    document = b'<section><div id="x" class="kit-document"><p>a\n\n  b</p></div>\n</section>'
    assert squeezed(document) == document


def test_only_the_search_needs_to_know_what_it_leaves_out():
    assert squeezed(b"<p data-search-exclude>a data-search-exclude</p>") == b"<p>a data-search-exclude</p>"


def test_languages_share_assets_that_are_the_same(tmp_path):
    first, other = tmp_path / "en", tmp_path / "de"
    for folder in (first, other):
        (folder / "assets/deep").mkdir(parents=True)
        (folder / "assets/deep/a.js").write_text("same")
        (folder / "assets/b.js").write_text(folder.name)
    shared = share_assets(other, "de/", first)
    assert shared == {"deep/a.js"}
    assert [path.name for path in other.rglob("*") if path.is_file()] == ["b.js"]
    page = b'<script src="../assets/deep/a.js"></script><script src="../assets/b.js"></script><link href="/kit/de/assets/deep/a.js">'
    moved = b'<script src="../../assets/deep/a.js"></script><script src="../assets/b.js"></script><link href="/kit/assets/deep/a.js">'
    assert with_shared(page, "de/", shared) == moved


def test_our_scripts_lose_comments_and_nothing_else(tmp_path):
    (tmp_path / "assets/vendor").mkdir(parents=True)
    code = '// a\n/** b\n * c */\nconst x = "// no"; // stays\n  /* d */\ncall("/*");\n'
    for name in ("own.js", "vendor/foreign.js"):
        (tmp_path / "assets" / name).write_text(code)
    (tmp_path / "assets/theme.min.js").write_text("a()\n//# sourceMappingURL=theme.min.js.map\n")
    remove_unused(tmp_path)
    assert (tmp_path / "assets/own.js").read_text() == 'const x = "// no"; // stays\ncall("/*");\n'
    assert (tmp_path / "assets/vendor/foreign.js").read_text() == code
    assert (tmp_path / "assets/theme.min.js").read_text() == "a()"
