"""The replies to AWS as letters: maxima only where the file gives them, confirmations only by the sender, no late alarm."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import PRODUCT, settings

from policykit.catalog.catalog import Entry
from policykit.catalog.loader import load
from policykit.foundation.diagnostics import Invalid
from policykit.model import Product, validate
from policykit.site.session import session_of
from policykit.yamlio.reader import parse_yaml

CATALOGUE = load(settings())
SESSION = session_of(CATALOGUE)


def entry(tree: Any) -> Entry:
    source = parse_yaml(tree if isinstance(tree, str) else json.dumps(tree), "t.yml")
    context = {"languages": list(CATALOGUE.languages), "regions": frozenset(CATALOGUE.ses.regions)}
    return Entry("t", validate(Product, source, context), source)


def letters(tree: Any) -> dict[str, str]:
    """Every reply of a product, given as a file's text or as its values."""
    made = entry(tree)
    return {name: SESSION.replies.text(made, name) for name in CATALOGUE.template_ids("reply")}


def tidepool(*changes: tuple[str, str]) -> str:
    text = PRODUCT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


# Figures

NUMBER = st.integers(0, 2_000_000)


@st.composite
def figure(draw: st.DrawFn) -> dict[str, Any]:
    low, high = sorted((draw(NUMBER), draw(NUMBER)))
    made: dict[str, Any] = {"kind": draw(st.sampled_from(["current", "forecast", "peak", "maximum"])), "max": high}
    made["per"] = draw(st.sampled_from(["hour", "day", "month"]))
    made |= draw(st.sampled_from([{}, {"min": low}, {"fewer_than_max": True}]))
    return made | draw(st.sampled_from([{}, {"months_ahead": 7}, {"note": "at the spring tide"}]))


@st.composite
def product(draw: st.DrawFn) -> dict[str, Any]:
    """A product with figures and with volumes of its streams, but without a requested quota."""
    days = [sorted(draw(st.lists(NUMBER, min_size=3, max_size=3))) for _ in range(draw(st.integers(0, 3)))]
    keys = ("min_day", "typical_day", "max_day")
    streams = [
        {
            "id": f"s{index}", "title": f"S{index}", "class": "system",
            "volume": {**dict(zip(keys, numbers, strict=True)), "max_hour": numbers[2]},
        }
        for index, numbers in enumerate(days)
    ]  # fmt: skip
    return {
        "name": "T",
        "summary": "S.",
        "streams": streams,
        "volume": {"figures": draw(st.lists(figure(), max_size=4, unique_by=lambda item: item["max"]))},
    }


def maxima(tree: Any, per: str) -> list[int]:
    return [item["max"] for item in tree["volume"]["figures"] if item["kind"] in ("peak", "maximum") and item["per"] == per]


@given(product())
def test_a_letter_names_a_maximum_only_if_the_file_gives_one(tree):
    kinds = {item["kind"] for item in tree["volume"]["figures"]}
    for text in letters(tree).values():
        assert ("at most" in text) <= ("maximum" in kinds)
        assert ("Peaks reach" in text) <= ("peak" in kinds)


@given(product())
def test_a_new_limit_is_the_largest_maximum_of_a_day_or_a_blank(tree):
    value = re.search("New limit value: (.*)", letters(tree)["field-list"])
    largest = max(maxima(tree, "day"), default=0)
    assert value and value[1] == (f"{largest:,}" if largest > 200 else "[fill in: the daily quota you need]")


@given(product())
def test_a_letter_names_a_rate_only_if_the_file_gives_the_busiest_hour(tree):
    assert ("- Maximum send rate" in letters(tree)["field-list"]) <= (max(maxima(tree, "hour"), default=0) > 3600)


@given(product())
def test_a_letter_repeats_the_qualifiers_of_every_figure(tree):
    text = letters(tree)["more-information"]
    figures = tree["volume"]["figures"]
    assert text.count("in 7 months") == sum("months_ahead" in item for item in figures)
    assert text.count("at the spring tide") == sum("note" in item for item in figures)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("maximum", "We expect at most 300 emails per day."),
        ("forecast", "We expect fewer than 300 emails per day."),
    ],
)
def test_a_figure_below_its_upper_end_says_so_once(kind, sentence):
    figures = [{"kind": kind, "per": "day", "max": 300, "fewer_than_max": True}]
    assert sentence in letters({"name": "T", "summary": "S.", "volume": {"figures": figures}})["more-information"]


# Confirmations


@pytest.mark.parametrize(
    ("reply", "blank"),
    [
        ("sending-review", "cause-removed"),
        ("sending-paused", "cause-removed"),
        ("account-maturity", "account-ready"),
        ("new-stream", "has-access"),
        ("quota-increase", "has-access"),
    ],
)
def test_what_only_the_sender_knows_is_left_to_confirm(reply, blank):
    label = CATALOGUE.blanks[blank].label.root["en"]
    text = letters(tidepool())[reply]
    assert [text.count(label), text.count(f"[confirm: {label}]")] == [1, 1]


def test_compliance_without_a_measure_is_left_to_confirm():
    assert "[confirm: Our email complies" in letters({"name": "T", "summary": "S."})["field-list"]


# Reviews

BOTH = ["sending-review", "sending-paused"]
LATE = ("threshold: 2.5", "threshold: 5")


@pytest.mark.parametrize("reply", BOTH)
def test_a_review_is_answered_with_an_alarm_below_the_number_of_aws(reply):
    assert "bounce rate above 2.5%" in letters(tidepool())[reply]


@pytest.mark.parametrize("reply", BOTH)
@pytest.mark.parametrize(
    "change", [LATE, ("metric: bounce_rate, operator: above, threshold: 2.5", "metric: complaint_rate, threshold: 0.1")]
)
def test_a_review_is_not_answered_with_an_alarm_at_the_number_of_aws(reply, change):
    assert "alarms watch" not in letters(tidepool(change))[reply]


def test_an_alarm_at_the_number_of_aws_stays_in_the_other_letters():
    assert "bounce rate above 5%" in letters(tidepool(LATE))["more-information"]


@pytest.mark.parametrize("reply", BOTH)
def test_a_review_is_answered_with_how_recipients_unsubscribe(reply):
    assert "One click ends the order." in letters(tidepool())[reply]


# Blanks


def test_a_blank_of_a_stream_names_the_stream():
    trigger = "    trigger: {actor: schedule, event: {en: The day of the order comes., de: Der bestellte Tag ist da.}}\n"
    text = letters(tidepool((trigger, "")))["more-information"]
    assert 'Tide table: Sent when [fill in: what triggers "Tide table"].' in text


def test_a_mechanism_that_says_how_it_is_noticed_but_not_what_follows_has_a_blank_for_that():
    text = letters(
        tidepool(("    action: {en: The address is suppressed at once., de: Die Adresse wird sofort gesperrt.}\n", ""))
    )
    assert "An SNS topic receives bounces. [fill in: what then happens to the address]" in text["more-information"]


@pytest.mark.parametrize(
    ("call", "message"), [('"stream-trigger"', "needs a stream"), ('"region", product.streams[0]', "takes no stream")]
)
def test_a_blank_per_stream_and_no_other_takes_a_stream(call, message, project):
    reply = "docs/templates/en/reply/more-information.txt"
    project.replace(reply, "{% block closing %}", "{% block closing %}{{ blank(" + call + ") }}")
    catalogue = project.load()
    with pytest.raises(Invalid, match=message):
        session_of(catalogue).replies.text(catalogue.products["tidepool"], "more-information")


def unsubscribe(mechanism: dict[str, str], stream: dict[str, Any]) -> str:
    handling = {"unsubscribe": {"status": "implemented", "action": "We honor opt-outs.", **mechanism}}
    streams = [{"id": "a", "title": "A", "class": "transactional", **stream}]
    return letters({"name": "T", "summary": "S.", "handling": handling, "streams": streams})["more-information"]


def test_a_way_out_that_is_only_promised_leaves_a_blank():
    blank = "We honor opt-outs. [fill in: how a recipient opts out, and how fast that takes effect]"
    assert blank in unsubscribe({}, {})
    assert blank not in unsubscribe({"mechanism": "Each email has a link."}, {})
    assert blank not in unsubscribe({}, {"unsubscribe": {"offered": False, "reason_if_not": "It is a code."}})


def test_a_list_of_fields_says_how_people_asked_for_email_that_they_trigger_themselves():
    stream = {"id": "a", "title": "A", "class": "transactional", "consent": "Users ask for each code."}
    made = letters(
        {"name": "T", "summary": "S.", "streams": [stream | {"trigger": {"actor": "recipient", "event": "A user signs in."}}]}
    )
    assert "Users ask for each code." in made["field-list"]
    assert "Users ask for each code." not in made["more-information"]


@pytest.mark.parametrize(
    ("channel", "metrics", "words"),
    [
        ("CloudWatch", ["bounce_rate"], "One CloudWatch alarm watches for a bounce rate above 2%."),
        ("", ["bounce_rate"], "Our alarm watches for a bounce rate above 2%."),
        (
            "CloudWatch",
            ["bounce_rate", "complaint_rate"],
            "CloudWatch alarms watch for a bounce rate above 2% and a complaint rate above 2%.",
        ),
    ],
)
def test_one_alarm_is_not_told_as_several(channel, metrics, words):
    alarm = {"status": "implemented", "operator": "above", "threshold": 2} | ({"channel": channel} if channel else {})
    alarms = [alarm | {"metric": metric} for metric in metrics]
    assert words in letters({"name": "T", "summary": "S.", "monitoring": {"alarms": alarms}})["more-information"]
