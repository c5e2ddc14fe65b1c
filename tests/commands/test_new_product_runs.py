"""`new_product.py` as a person and a script run it: in a terminal, and in a process of its own."""

from __future__ import annotations

from projects import listing
from pseudo_terminal import CLEAR, CTRL_C, ENTER, Terminal

from policykit.onboarding.answers import read_answers
from policykit.onboarding.interview import answer, prompts
from policykit.yamlio.reader import parse_yaml, read_yaml
from policykit.yamlio.writer import yaml_text

ANSWERS = """\
slug: moon-choir
name: Moon Choir
summary: Moon Choir plans rehearsals.
request: {region: eu-west-1, account_id: "111122223333"}
streams: [{title: Sign-in code, class: transactional}]
"""
PRODUCT, OVERLAY, KEPT = "data/products/moon-choir.yml", "data/private/moon-choir.yml", "answers/moon-choir.yml"


def test_the_command_as_a_person_starts_it_writes_the_two_files_and_touches_no_other(project):
    """The tutorial's test builds the site of a product that was made like this."""
    project.write("a.yml", ANSWERS)
    project.script("new_product.py")
    before = listing(project.root)
    made = project.run("new_product.py", "--answers", "a.yml")
    assert made.returncode == 0, made.stderr
    after = listing(project.root)
    assert set(after) - set(before) == {PRODUCT, OVERLAY}
    assert {name: after.get(name) for name in before} == before


def kept(project) -> dict:
    return parse_yaml((project.root / KEPT).read_text(encoding="utf-8"), KEPT).tree


def leave_out_all_but_the_next(project) -> None:
    """As if somebody had left out every question but the next one."""
    catalogue = project.load()
    answers = read_answers(read_yaml(project.root / KEPT))
    first = next(iter(prompts(catalogue, answers)), None)
    answers.skipped.add(first.path)
    while prompt := next(iter(prompts(catalogue, answers)), None):
        assert answer(catalogue, answers, prompt, "no" if prompt.is_more else "") is None
    answers.skipped.remove(first.path)
    assert next(iter(prompts(catalogue, answers)), None) == first
    project.write(KEPT, yaml_text(answers.written()))


def test_an_interview_can_be_corrected_stopped_and_ended(project):
    with Terminal(project, "new_product.py") as terminal:
        terminal.wait_for("(slug)").type("möwe" + ENTER).wait_for("such as moewe").type(CLEAR + "moon-choir" + ENTER)
        terminal.wait_for("name - ").type("x" * 101 + ENTER).wait_for("at most 100 characters").type(
            CLEAR + "Sun Choir" + ENTER
        )
        terminal.wait_for("summary - ").type("<" + ENTER)
        terminal.wait_for("name - ").type("Moon Choir" + ENTER)
        terminal.wait_for("summary - ").type("It plans rehearsals." + ENTER)
        terminal.wait_for("for example: Singers sign in").wait_for("purpose[0] - ").type(ENTER)
        terminal.wait_for("stage - ").type(ENTER)
        terminal.wait_for("company.name - ").type(ENTER)
        terminal.wait_for("markets[0] - ").type(ENTER)
        terminal.wait_for("website.url - ").type("https://" + ENTER).wait_for("complete web address").type(CTRL_C)
        terminal.wait_for(f"saved in {KEPT}. To continue: .venv/bin/python scripts/new_product.py moon-choir")
        assert terminal.end() == 130
    told = {
        "slug": "moon-choir",
        "name": "Moon Choir",
        "summary": "It plans rehearsals.",
        "stage": "preparing",
        "skipped": ["company", "markets", "purpose"],
    }
    assert kept(project) == told
    assert not (project.root / PRODUCT).exists()

    with Terminal(project, "new_product.py", "moon-choir") as terminal:
        terminal.wait_for("Continuing with the answers saved").wait_for("website.url - ")
        assert "name - " not in terminal.new
        assert "stage - " not in terminal.new
        terminal.type("https://example.com" + ENTER)
        for path in ("website.privacy_url", "website.terms_url"):
            terminal.wait_for(f"{path} - ").type(ENTER)
        terminal.wait_for("request.region - ").type(CTRL_C)
        assert terminal.end() == 130
    skipped = ["company", "markets", "purpose", "website.privacy_url", "website.terms_url"]
    assert kept(project) == {**told, "website": {"url": "https://example.com"}, "skipped": skipped}

    leave_out_all_but_the_next(project)
    with Terminal(project, "new_product.py", "moon-choir") as terminal:
        terminal.wait_for("request.region - ").type("eu-west-9" + ENTER).wait_for("an AWS Region with").type(
            CLEAR + "eu-west-1" + ENTER
        )
        terminal.wait_for(f"Written: {PRODUCT}").wait_for("may lead to a refusal")
        assert terminal.end() == 0
    assert not (project.root / KEPT).exists()
    product = project.load().products["moon-choir"].product
    assert (product.name, product.request.region, product.website.url) == ("Moon Choir", "eu-west-1", "https://example.com")
