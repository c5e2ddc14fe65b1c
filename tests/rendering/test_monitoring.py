"""Nothing says how often you check the rates while monitoring is only planned."""

from __future__ import annotations

import pytest
from projects import pages_of

from policykit.catalog.catalog import Catalogue

PLANNED = [
    "handling: {monitoring: {status: planned, planned: We will monitor both rates.}}\n",
    "handling: {monitoring: {status: none}}\n",
    "handling: {monitoring: {status: implemented, mechanism: We monitor both rates.}}\n"
    "checklist: [{list: before-request, text: Set up monitoring., done: false, about: handling.monitoring}]\n",
]
ALARM = "alarms: [{status: %s, metric: bounce_rate, threshold: 2}]"


def said(catalogue: Catalogue) -> list[bool]:
    """Whether the reply, the policy and the page of the use case say how often the rates are checked."""
    pages = pages_of(catalogue, "en")
    names = ("reply/more-information.txt", "policies/monitoring.txt", "use-case/index.md")
    texts = (" ".join(str(pages[f"products/second/{name}"]).split()) for name in names)
    return ["We check both rates every 7 days" in text or "We check the rates every 7 days" in text for text in texts]


def write(project, handling: str, monitoring: str) -> Catalogue:
    text = f"name: Second\nsummary: Sends.\n{handling}monitoring: {{review_interval_days: 7, {monitoring}}}\n"
    project.write("data/products/second.yml", text)
    return project.load()


@pytest.mark.parametrize("handling", PLANNED)
def test_a_planned_check_of_the_rates_is_not_stated(project, handling):
    assert said(write(project, handling, ALARM % "implemented")) == [False] * 3


def test_without_a_word_on_monitoring_planned_alarms_decide(project):
    assert said(write(project, "", ALARM % "planned")) == [False] * 3


@pytest.mark.parametrize("handling", ["", "handling: {monitoring: {status: implemented, mechanism: We monitor both rates.}}\n"])
def test_a_check_that_is_in_place_is_stated(project, handling):
    assert said(write(project, handling, ALARM % "implemented")) == [True] * 3
