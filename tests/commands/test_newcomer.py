"""A newcomer with honest facts ends with a product that is ready to send, without editing the file."""

from __future__ import annotations

import pytest
from projects import PROJECT, make_pages

import environment
import new_product

ANSWERS = PROJECT / "tests/newcomer/larkfield.yml"
PRODUCT = "data/products/larkfield-readers.yml"


@pytest.fixture
def told(project, monkeypatch, capsys) -> str:
    """What the command prints for the answers."""
    monkeypatch.setattr(environment, "PROJECT", project.root)
    monkeypatch.setenv("TODAY", "2026-11-28")
    assert new_product.main(["--answers", str(ANSWERS)]) == 0
    return str(capsys.readouterr().out)


def test_a_file_of_answers_ends_with_ready_to_send(told):
    assert "Larkfield Readers: ready to send" in told


def test_what_is_left_is_only_what_aws_will_ask(told, project):
    entry = project.load().products["larkfield-readers"]
    assert "sample" not in entry.source.tree["streams"][3]
    assert "Missing: Sample of each kind of email, in 1 stream (monthly-newsletter)" in told


def test_how_the_account_is_used_stays_out_of_the_public_file(told, project):
    assert "\naccount:" not in (project.root / PRODUCT).read_text(encoding="utf-8")
    assert "plan: paid" in (project.root / "data/private/larkfield-readers.yml").read_text(encoding="utf-8")


def test_every_page_of_the_product_can_be_made(told, project):
    catalogue = project.load()
    for code, words in (("en", "ready to send"), ("de", "bereit zum Absenden")):
        assert words in make_pages(catalogue, code)["products/larkfield-readers/readiness/index.md"]
