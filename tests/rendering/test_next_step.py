"""The next step on a product's overview: the step of the stage, what is still unanswered, and where to go."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from projects import pages_of

from policykit.model import Stage


def shown(project, stage: str, code: str = "en") -> str:
    """The box on the overview of the small project's product, whose reply has open questions."""
    project.replace("data/products/tidepool.yml", "stage: asked", f"stage: {stage}")
    found = re.search(
        r'<div class="kit-next">.*?</div>', str(pages_of(project.load(), code)["products/tidepool/index.md"]), re.DOTALL
    )
    assert found
    return found[0]


@pytest.mark.parametrize("stage", [stage for stage in get_args(Stage) if stage != "preparing"])
def test_the_overview_shows_the_step_of_the_stage(project, stage):
    steps = project.load().next_steps
    step = steps.steps[steps.stages[stage].step]
    words, code = project.load().languages["de"].text(step.text)
    box = shown(project, stage, "de")
    assert code == "de" and words in box
    assert f'href="./../../{step.guide}"' in box


def test_open_questions_come_before_the_reply(project):
    box = shown(project, "refused")
    assert re.findall(r'href="([^"]*)"', box)[1:] == ["./readiness/", "./reply/second-review/"]
    assert box.count("md-button--primary") == 1


def test_what_is_missing_comes_before_the_step(project):
    steps = project.load().next_steps
    box = shown(project, "refused")
    assert box.index("Not ready yet") < box.index(steps.steps[steps.stages["refused"].step].text.root["en"])


def test_nobody_is_told_to_file_a_request_that_is_not_ready(project):
    box = shown(project, "preparing")
    assert "Not ready yet" in box and "file the request" not in box


def test_where_nothing_is_to_be_sent_nothing_is_said_about_open_questions(project):
    assert "md-button" not in shown(project, "granted")
