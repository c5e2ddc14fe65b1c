"""Templates that failed in a way nobody could read, or did not fail at all."""

from __future__ import annotations

import re

import pytest
from projects import make_pages, pages_of

from policykit.foundation.diagnostics import Invalid
from policykit.site.hand_written import hand_written_pages
from policykit.site.session import session_of

REPLY = "docs/templates/en/reply/more-information.txt"


@pytest.mark.parametrize(
    "outside", ["Kind regards from outside.", "{{ product.no_such_field }}", "{% for a in () %}x{% endfor %}"]
)
def test_what_a_reply_has_outside_its_blocks_is_reported_with_its_line(project, outside):
    text = (project.root / REPLY).read_text(encoding="utf-8")
    project.write(REPLY, text.replace("{% block closing %}", f"\n{outside}\n{{% block closing %}}"))
    line = (project.root / REPLY).read_text(encoding="utf-8").splitlines().index(outside) + 1
    with pytest.raises(Invalid, match=re.escape(f"{REPLY}:{line}: error: text or a call outside the blocks is never printed")):
        make_pages(project.load())


def test_an_error_of_python_on_a_hand_written_page_is_reported_with_its_line(project):
    project.write("docs/en/index.md", "# Home\n\nOne {{ 1/0 }} two\n")
    with pytest.raises(Invalid, match=r"docs/en/index\.md:3: error: ZeroDivisionError: division by zero"):
        list(hand_written_pages(session_of(project.load()), "en"))


def test_a_statement_is_shown_in_its_section_whatever_was_printed_before(project):
    project.replace(
        "data/products/tidepool.yml", "statements:\n", 'statements:\n  - {about: lists, says: "We buy nothing.", line: 3}\n'
    )
    page = "docs/templates/page/use-case.md"
    before = pages_of(project.load("internal"))["products/tidepool/use-case/index.md"]
    project.replace(page, '{{ statements("lists") }}', '{{ statements("rest") }}{{ statements("lists") }}')
    assert before.count("We buy nothing.") == 1
    assert pages_of(project.load("internal"))["products/tidepool/use-case/index.md"].count("We buy nothing.") == 1


def test_a_blank_alone_in_its_paragraph_begins_the_line(project):
    project.write("data/products/second.yml", "name: Second\nsummary: Sends.\n")
    catalogue = project.load()
    text = session_of(catalogue).replies.text(catalogue.products["second"], "more-information")
    assert re.findall(r"^ +(?=\[)", text, re.MULTILINE) == []
