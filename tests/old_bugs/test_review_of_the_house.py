"""What a reader of the reorganized library found: each of these went wrong without anybody noticing."""

from __future__ import annotations

import copy
import re

import pytest
from projects import PRODUCT, make_pages, pages_of

import export_pages
from policykit.catalog.loader import load_product
from policykit.foundation.diagnostics import Invalid
from policykit.html.elements import escape_markdown
from policykit.model import Sample
from policykit.model.records import Mechanism
from policykit.readiness.samples import filled
from policykit.site.check import Expectations, check_site

REPLY = "docs/templates/en/reply/more-information.txt"
PAGE = '<html lang="en"><head><title>{title}</title></head><body><h1>T</h1>{body}</body></html>'


def test_an_error_in_a_block_of_a_reply_has_the_line_of_the_template(project):
    """The line was that of the code that Jinja makes of the template."""
    text = (project.root / REPLY).read_text(encoding="utf-8")
    project.write(REPLY, text.replace("{% block closing %}\n", "{% block closing %}\n{{ no_such_name }}\n"))
    line = (project.root / REPLY).read_text(encoding="utf-8").splitlines().index("{{ no_such_name }}") + 1
    with pytest.raises(Invalid, match=rf"{re.escape(REPLY)}:{line}: error: 'no_such_name' is undefined"):
        make_pages(project.load())


def test_two_replies_that_take_answers_from_each_other_are_named(project):
    for name, other in (("new-stream", "quota-increase"), ("quota-increase", "new-stream")):
        file = f"docs/templates/en/reply/{name}.txt"
        text = (project.root / file).read_text(encoding="utf-8")
        project.write(
            file, text.replace("{% block opening %}", f"{{% block opening %}}{{{{ answer_of('{other}', 'bounces') }}}}", 1)
        )
    with pytest.raises(Invalid, match="take answers from each other"):
        make_pages(project.load())


@pytest.mark.parametrize("name", ["add", "edit"])
@pytest.mark.parametrize(("file", "addition", "line"), [("{}", "", 2), ("tidepool", "formerly: [{}]\n", -1)])
def test_a_product_does_not_replace_a_page_that_somebody_wrote(project, name, file, addition, line):
    text = PRODUCT + addition.format(name)
    path = f"data/products/{file.format(name)}.yml"
    project.write(path, text)
    with pytest.raises(Invalid, match=rf"`{name}` is the address of the page docs/en/products/{name}\.md") as caught:
        pages_of(project.load())
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.place.file, diagnostic.fix) == (path, "choose another slug")
    assert diagnostic.place.line == (len(text.splitlines()) if line < 0 else line)


def found(folder, page: str) -> list[str]:
    (folder / "index.html").write_text(page, encoding="utf-8")
    return [diagnostic.rule for diagnostic in check_site(folder, Expectations(frozenset(), {"": "en"}))]


def test_the_check_reads_a_page_to_its_end_however_deep_it_is(tmp_path):
    """The parser stopped at 256 elements inside each other and said nothing."""
    body = "<div>" * 400 + "{{ left }}" + "</div>" * 400
    assert found(tmp_path, PAGE.format(title="T", body=body)) == ["leftover"]


def test_an_empty_page_is_reported_and_no_traceback(tmp_path):
    assert "no-title" in found(tmp_path, "")


def test_the_title_of_a_picture_is_no_title_of_a_page(tmp_path):
    assert found(tmp_path, PAGE.format(title="", body="<svg><title>A chart</title></svg>")) == ["no-title"]


def test_a_value_that_begins_like_an_admonition_stays_a_value():
    assert escape_markdown("!!! note") == "&#33;!! note"


def test_a_copy_of_an_absent_record_is_absent():
    assert not copy.copy(Mechanism.absent())
    assert not copy.deepcopy(Mechanism.absent())


def test_an_example_value_with_a_bracket_is_not_filled_in_again():
    sample = Sample.model_construct(variables={"a": "[b]", "b": "c"})
    assert filled(sample, "[a] [b]") == "[b] c"


def test_a_single_file_is_checked_for_what_it_refers_to(project, tmp_path):
    """An unknown checklist of a file outside the project ended in a traceback."""
    other = tmp_path / "other.yml"
    other.write_text("name: Other\nsummary: Sends.\nchecklist: [{list: no-such-list, text: Look at it.}]\n", encoding="utf-8")
    with pytest.raises(Invalid, match="no-such-list"):
        load_product(project.load(), other)


def test_the_export_deletes_no_folder_that_it_did_not_write(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    assert export_pages.main([str(tmp_path)]) == 2
    assert "was not written by this command" in capsys.readouterr().err
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "keep"
