"""A blank line inside a table of a hand-written page printed the rows after it as a paragraph of bars."""

from __future__ import annotations

import re

import markdown
import pytest

from policykit.foundation.settings import PROJECT
from policykit.site.check import Expectations, check_site

EXTENSIONS = ("admonition", "attr_list", "def_list", "md_in_html", "tables", "toc")  # those of mkdocs.yml that print text
PAGE = '<html lang="en"><head><title>T</title></head><body><h1>T</h1>\n{}\n</body></html>'
PAGES = [path for code in ("en", "de") for path in sorted((PROJECT / "docs" / code).rglob("*.md"))]


def rows_found(folder, body: str) -> list[tuple[str, int, str]]:
    (folder / "index.html").write_text(PAGE.format(body), encoding="utf-8")
    found = check_site(folder, Expectations(frozenset(), {"": "en"}))
    return [(item.place.file, item.place.line, item.rule) for item in found]


def test_rows_after_a_blank_line_are_reported_with_their_line(tmp_path):
    body = markdown.markdown("| a | b |\n|---|---|\n| c | d |\n\n| e | f |\n| g | h |\n", extensions=["tables"])
    line = 1 + PAGE.format(body)[: PAGE.format(body).index("| e")].count("\n")
    assert rows_found(tmp_path, body) == [("index.html", line + n, "leftover-table") for n in (0, 1)]


@pytest.mark.parametrize(
    "body", ["<p>| <code>a</code> | b |</p>", "<p>x\n| <b>a</b> | b</p>", "<p>| a | <a href='#'>b</a> |</p>"]
)
def test_a_row_with_other_tags_in_it_is_found(tmp_path, body):
    assert [rule for _, _, rule in rows_found(tmp_path, body)] == ["leftover-table"]


@pytest.mark.parametrize(
    "body",
    [
        "<pre>| a | b |</pre>",
        "<p><code>| a | b |</code></p>",
        "<p data-example>| a | b |</p>",
        "<p>a | b | c</p>",
        "<p>|</p><p>|</p>",
        "<table><tr><td>a</td><td>b</td></tr></table>",
    ],
)
def test_code_examples_and_single_bars_are_left_alone(tmp_path, body):
    assert rows_found(tmp_path, body) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: "/".join(path.parts[-3:]))
def test_no_hand_written_page_has_a_broken_table(path):
    made = markdown.markdown(path.read_text(encoding="utf-8"), extensions=list(EXTENSIONS))
    assert re.findall(r"^(?:<p>)?\|.*\|", re.sub(r"<pre>.*?</pre>", "", made, flags=re.DOTALL), re.MULTILINE) == []
