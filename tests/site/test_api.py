"""The site's JSON: its form, what a profile hides, and that one figure changes wherever it is stated."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from projects import TODAY, pages_of, settings

from policykit.catalog.loader import load
from policykit.site.api import api_files, product_list, product_record
from policykit.site.session import session_of


def files(catalogue) -> dict[str, str]:
    return {file.path: file.make() for file in api_files(session_of(catalogue))}


def test_the_paths_are_fixed(project):
    folder = "api/v1/products/tidepool"
    replies = project.load().template_ids("reply")
    wanted = ["api/v1/products.json", f"{folder}.json", f"{folder}/put-account-details.json"]
    assert list(files(project.load())) == wanted + [f"{folder}/add-communication-to-case/{reply}.json" for reply in replies]


def test_json_is_sorted_indented_and_ends_in_one_newline(project):
    for path, text in files(project.load()).items():
        made = json.loads(text)
        assert text == json.dumps(made, ensure_ascii=False, indent=2, sort_keys=True) + "\n", path


def test_the_same_data_and_stamp_give_the_same_bytes(project):
    first = files(project.load())
    second = files(load(replace(settings(project.root), today=TODAY.replace(year=2031))))
    assert first == second


def test_the_stamp_is_told_in_utc_or_not_at_all(project):
    assert product_list(session_of(project.load()))["commit_time"] is None
    stamped = load(replace(settings(project.root), stamp=datetime(2026, 11, 22, 9, 5, tzinfo=UTC)))
    assert product_list(session_of(stamped))["commit_time"] == "2026-11-22T09:05:00Z"
    assert product_list(session_of(stamped))["schema_version"] == "1.0"


def test_the_list_is_exact(project):
    (short,) = product_list(session_of(project.load()))["products"]
    assert short == {
        "slug": "tidepool",
        "name": "Tidepool & <Sons>",
        "summary": {
            "en": "Tidepool sends tide tables to people who *asked* for them.",
            "de": "Tidepool versendet Gezeitentafeln an Menschen, die sie bestellt haben.",
        },
        "stage": "asked",
        "url": "products/tidepool/",
        "questions": {"answered": 5, "total": 8},
        "files": {
            "product": "api/v1/products/tidepool.json",
            "put_account_details": "api/v1/products/tidepool/put-account-details.json",
            "sheets": {
                "form-sheet": {"en": "products/tidepool/form-sheet.txt", "de": "de/products/tidepool/form-sheet.txt"},
            },
            "zip": {"en": "products/tidepool/tidepool.zip", "de": "de/products/tidepool/tidepool.zip"},
        },
    }


def test_the_products_data_is_that_of_its_file(project):
    data = product_record(session_of(project.load()), project.load().products["tidepool"])["data"]
    assert data["request"]["send_rate"] == 2
    assert data["monitoring"]["alarms"][0]["threshold"] == 2.5
    assert data["streams"][0]["class"] == "transactional"
    assert data["streams"][0]["from"] == "tides@tidepool.example.com"
    assert data["handling"]["bounce_hard"]["status"] == "tested"
    assert "markets" not in data, "what the file does not state is left out"


def test_the_figures_and_states_are_told(project):
    record = product_record(session_of(project.load()), project.load().products["tidepool"])
    assert record["volumes"]["figures"][0] == {"kind": "forecast", "per": "day", "min": 20, "max": 200}
    assert record["volumes"]["streams"] == [
        {"stream": "table", "unit": "recipients", "min_day": 20, "typical_day": 60, "max_day": 200}
    ]
    cover = next(item for item in record["coverage"] if item["question"] == "complaints")
    assert (cover["answer"], cover["facts"][0]["state"]) == ("open", "planned")


def test_a_profile_that_hides_the_drafts_sentences_hides_them_here_too(project):
    public, internal = project.load(), project.load("internal")
    path = "api/v1/products/tidepool.json"
    assert "Complaints are [handled]" not in files(public)[path]
    assert "Complaints are [handled]" in files(internal)[path]


def test_a_profile_without_api_has_no_file_of_it(project):
    project.write(
        "data/profiles/brief.yml",
        "overlays: false\nstatements: false\nsite: site-brief\npages: [overview, request]\n",
    )
    catalogue = project.load("brief")
    assert files(catalogue) == {}
    assert "put-account-details.json</a>" not in pages_of(catalogue, "en")["products/tidepool/request/index.md"]
    assert "form-sheet.txt" not in pages_of(catalogue, "en")["products/tidepool/request/index.md"]


@pytest.mark.parametrize("code", ["en", "de"])
def test_only_the_source_language_has_the_files_and_every_language_links_to_them(project, code):
    uris = pages_of(project.load(), code)
    assert ("api/v1/products.json" in uris) is (code == "en")
    assert "products/tidepool/form-sheet.txt" in uris
    up = {"en": "../../../", "de": "../../../../"}[code]
    page = uris["products/tidepool/request/index.md"]
    assert f'href="{up}api/v1/products/tidepool/put-account-details.json"' in page


OLD, NEW = "4000", "4321"
SPELT = {OLD: ("4000", "4,000", "4.000"), NEW: ("4321", "4,321", "4.321")}


def stating(catalogue, figure: str) -> set[str]:
    """Every page, text and JSON of the site that holds a figure, in either language."""
    found = set()
    for code in catalogue.languages:
        for uri, text in pages_of(catalogue, code).items():
            if isinstance(text, str) and not uri.startswith("rules/") and any(spelt in text for spelt in SPELT[figure]):
                found.add(f"{code} {uri}")
    return found


def test_a_changed_figure_changes_in_every_reply_page_and_json_that_states_it(project):
    before = stating(project.load(), OLD)
    project.replace("data/products/tidepool.yml", f"max: {OLD},", f"max: {NEW},")
    after = project.load()
    assert stating(after, OLD) == set()
    assert stating(after, NEW) == before
    assert {
        "en products/tidepool/reply/more-information.txt",
        "de products/tidepool/reply/more-information.txt",
        "en products/tidepool/reply/more-information/index.md",
        "de products/tidepool/use-case/index.md",
        "en api/v1/products/tidepool.json",
        "en api/v1/products/tidepool/add-communication-to-case/more-information.json",
    } <= before
