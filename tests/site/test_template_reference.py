"""The list of everything that templates and hand-written pages can call."""

from __future__ import annotations

import re

from policykit.site.macros import functions_for
from policykit.site.session import session_of


def rows(catalogue) -> list[tuple[str, str]]:
    """Call and kinds of template of each entry."""
    text = functions_for(session_of(catalogue), "en")["template_reference"]()
    found = re.findall(r"<dt><code>(.*?)</code></dt>.*?<small>(?:<code>.*?</code> · )?([\w, -]*)</small></dd>", text, re.DOTALL)
    return [(call, where) for call, where in found]


def test_ways_to_call_a_name_have_an_entry_each(catalogue):
    found = rows(catalogue)
    for row in (
        ("value(path)", "policy, reply"),
        ("value(slug, path)", "hand-written"),
        ("case_decoder()", "page"),
        ("case_decoder(to_products)", "hand-written"),
        ("product", "page, sheet, policy, reply"),
        ("product(slug)", "hand-written"),
    ):
        assert row in found
    assert len({call for call, _ in found}) == len(found)


def test_every_name_is_listed(catalogue):
    found = {re.match(r"\w+", call)[0] for call, _ in rows(catalogue)}
    assert {"rule_table", "rule_count", "is_own_site", "shows_statements", "replies", "front", "answer_of"} <= found
    assert "rule_page" not in found and "entry" not in found
