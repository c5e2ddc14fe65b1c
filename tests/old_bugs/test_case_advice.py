"""The kit sent everybody back into the same case, and called a granted review the end of the sandbox; AWS says otherwise."""

from __future__ import annotations

import pytest

from policykit.foundation.settings import PROJECT

NEW_CASE = {"en": "open a new case", "de": "neuen Fall"}


@pytest.mark.parametrize("code", NEW_CASE)
def test_after_a_letter_about_account_history_a_new_case_is_opened(catalogue, code):
    assert NEW_CASE[code] in catalogue.in_languages(catalogue.letters["account-maturity"].means)[code]


def test_the_page_that_files_by_command_names_the_acknowledgment_beside_the_command():
    page = (PROJECT / "docs/templates/page/request.md").read_text(encoding="utf-8")
    before_the_command = page[page.index("{ #command }") : page.index("{{ details_command() }}")]
    assert "(#acknowledgement)" in before_the_command
