"""What only colour, columns or a link tells on a page is written out in text."""

import pytest

from policykit.foundation.settings import PROJECT
from policykit.rendering.plain_text import EXTENSIONS, WIDTH, plain_policy


@pytest.mark.parametrize(
    ("policy", "text"),
    [
        ("## Title { #id }\n\nWords with **weight** and `code`.", "Title\n\n  Words with weight and code.\n"),
        ("- one\n- two\n    - deeper", "  - one\n  - two\n      - deeper\n"), ("1. first\n\n2. second", " 1. first\n 2. second\n"),
        ('<ul><li>A bounce is logged. <span class="kit-status kit-status--planned">planned</span></li></ul>', "  - A bounce is logged. (planned)\n"),
        ('<dl class="kit-facts"><div><dt>Owner</dt>\n<dd>Operations</dd></div></dl>', "  - Owner: Operations\n"),
        (
            '<div class="kit-table-frame"><table class="kit-table"><thead><tr><th scope="col">Metric</th><th scope="col">Alarm</th></tr></thead><tbody>'
            '<tr><th scope="row" data-label="Metric">Rate</th><td data-label="Alarm">5</td></tr></tbody></table></div>',
            "  - Metric: Rate\n    Alarm: 5\n",
        ),
        ('[outward](https://example.com/a?b=1&c=2) and [inward](#x)', "  outward, https://example.com/a?b=1&c=2 and inward\n"),
        ("<https://example.com/>", "  https://example.com/\n"),
        ("<details><summary>Sources (1)</summary><ul><li>RFC 2606</li></ul></details>", "  - RFC 2606\n"),
        ("below 5\u202f% and 1\u00a0000", "  below 5\u202f% and 1\u00a0000\n"),
        ("a &lt;b&gt; &amp; \\*c\\*", "  a <b> & *c*\n"),
        ("| A | B |\n|---|---|\n| 1 | 2 |", "  - A: 1\n    B: 2\n"), ("", "\n"),
    ],
)  # fmt: skip
def test_each_form_has_its_text(policy, text):
    assert plain_policy(policy) == text


def test_long_lines_are_wrapped_under_their_own_words():
    lines = plain_policy("- " + "word " * 40).splitlines()
    assert all(len(line) <= WIDTH for line in lines)
    assert [line[:4] for line in lines] == ["  - ", "    ", "    "]


def test_a_web_address_stays_whole():
    address = "https://example.com/" + "a-b" * 40
    assert address in plain_policy(f"[x]({address})")


def test_the_extensions_are_those_of_the_site():
    text = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    block = text.split("markdown_extensions:\n")[1].split("\n\n")[0]
    assert tuple(line.strip().split(":")[0] for line in block.splitlines()) == EXTENSIONS
