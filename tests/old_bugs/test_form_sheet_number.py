"""The form sheet had the number of additional contacts typed into its words, so data/ses.yml could change without it."""

from __future__ import annotations

import pytest

from policykit.site.session import Session


@pytest.mark.parametrize(
    ("code", "words"), [("en", "(up to 7, separated by commas)"), ("de", "bis zu 7, durch Kommas getrennt)")]
)
def test_the_form_sheet_takes_the_number_of_contacts_from_the_data(project, code, words):
    project.replace("data/ses.yml", "contacts:\n    {value: 4,", "contacts:\n    {value: 7,")
    catalogue = project.load()
    sheet = Session(catalogue).pages.sheet(catalogue.languages[code], "form-sheet", catalogue.products["tidepool"])
    assert words in sheet
