"""Which quota a product's figures ask for: what is stated wins, the busiest day counts, a month says nothing about a day."""

from decimal import Decimal

import pytest

from policykit.model import Product, validate
from policykit.readiness.quotas import Quotas, quotas_of
from policykit.site.session import session_of
from policykit.yamlio.reader import parse_yaml


@pytest.fixture
def asked(catalogue):
    """The quotas of a product with some more lines in its file."""

    def of(text: str) -> Quotas:
        source = parse_yaml(f"name: T\nsummary: S.\n{text}", "t.yml")
        return quotas_of(validate(Product, source, {"languages": ["en"]}), catalogue.source_language)

    return of


def streams(*volumes: str) -> str:
    lines = [f"  - {{id: s{index}, title: S, class: system{volume}}}" for index, volume in enumerate(volumes)]
    return "streams:\n" + "\n".join(lines) + "\n"


def figures(*given: str) -> str:
    return "volume:\n  figures:\n" + "\n".join(f"    - {{{figure}}}" for figure in given) + "\n"


def test_a_product_without_figures_asks_for_nothing(asked):
    assert asked("") == Quotas(daily=None, rate=None)


def test_a_stated_quota_wins_over_the_busiest_day(asked):
    made = asked("request: {daily_quota: 700}\n" + figures("kind: peak, per: day, max: 900"))
    assert made.daily.number == 700


def test_a_stated_quota_still_names_the_busiest_day(asked):
    made = asked("request: {daily_quota: 700}\n" + figures("kind: peak, per: day, max: 900"))
    assert made.daily.basis == "We expect at most 900 emails on our busiest day."


def test_a_stated_quota_without_figures_rests_on_nothing(asked):
    assert asked("request: {daily_quota: 700}\n").daily.basis == ""


def test_the_largest_figure_a_day_counts(asked):
    made = asked(figures("kind: current, per: day, max: 50", "kind: forecast, per: day, min: 20, max: 90"))
    assert made.daily.number == 90


def test_a_month_alone_gives_no_day(asked):
    assert asked(figures("kind: forecast, per: month, max: 3000")).daily is None


def test_the_streams_of_one_day_are_added_where_each_states_its_own(asked):
    assert asked(streams(", volume: {max_day: 50}", ", volume: {max_day: 20}")).daily.number == 70


def test_one_stream_without_a_figure_leaves_the_sum_open(asked):
    assert asked(streams(", volume: {max_day: 50}", "")).daily is None


def test_a_figure_over_all_streams_wins_where_it_is_larger_than_their_sum(asked):
    made = asked(streams(", volume: {max_day: 50}", ", volume: {max_day: 20}") + figures("kind: peak, per: day, max: 200"))
    assert made.daily.number == 200


def test_the_sum_of_the_streams_wins_where_it_is_larger_than_the_figures(asked):
    made = asked(streams(", volume: {max_day: 50}", ", volume: {max_day: 20}") + figures("kind: peak, per: day, max: 60"))
    assert made.daily.number == 70


def test_a_stated_rate_wins_over_the_busiest_hour(asked):
    made = asked("request: {send_rate: 2.5}\n" + figures("kind: peak, per: hour, max: 36000"))
    assert made.rate.number == Decimal("2.5")


@pytest.mark.parametrize(("hour", "rate"), [(1, 1), (3600, 1), (3601, 2), (36000, 10)])
def test_the_rate_is_the_busiest_hour_by_the_second_rounded_up(asked, hour, rate):
    assert asked(figures(f"kind: peak, per: hour, max: {hour}")).rate.number == rate


def test_the_streams_of_one_hour_are_added_where_each_states_its_own(asked):
    assert asked(streams(", volume: {max_hour: 3600}", ", volume: {max_hour: 3600}")).rate.number == 2


def test_a_day_gives_no_rate(asked):
    assert asked(figures("kind: peak, per: day, max: 90000")).rate is None


def test_a_burst_gives_no_rate(asked):
    assert asked(streams(", volume: {max_day: 50, burst: 40}")).rate is None


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        ("kind: maximum, per: day, max: 50000", "We expect at most 50,000 emails on our busiest day."),
        ("kind: current, per: day, max: 1", "We send at most 1 email on our busiest day."),
        ("kind: forecast, per: day, max: 200, fewer_than_max: true", "We expect fewer than 200 emails on our busiest day."),
        ("kind: forecast, per: day, max: 200, months_ahead: 6", "In 6 months we expect at most 200 emails on our busiest day."),
    ],
)
def test_the_sentence_says_of_which_day_the_figure_is(asked, figure, sentence):
    assert asked(figures(figure)).daily.basis == sentence


def test_the_sentence_for_an_hour_names_the_hour(asked):
    assert (
        asked(figures("kind: peak, per: hour, max: 1000")).rate.basis == "We expect at most 1,000 emails in our busiest hour."
    )


def test_the_sentence_for_several_streams_shows_the_sum(asked):
    made = asked(streams(", volume: {max_day: 1000}", ", volume: {max_day: 20}"))
    assert made.daily.basis == "We expect at most 1,020 emails on our busiest day: 1,000 + 20 for our 2 kinds of email."


def test_the_sentence_for_one_stream_needs_no_sum(asked):
    assert asked(streams(", volume: {max_day: 50}")).daily.basis == "We expect at most 50 emails on our busiest day."


def told(project, reply: str) -> str:
    catalogue = project.load()
    return session_of(catalogue).replies.text(catalogue.products["tidepool"], reply)


def test_a_quota_above_the_sandbox_is_the_new_limit(project):
    assert "- New limit value: 1,000 emails per 24 hours." in told(project, "field-list")


def test_a_quota_that_is_not_above_the_sandbox_is_no_new_limit(project):
    project.replace("data/products/tidepool.yml", "daily_quota: 1000, ", "")
    assert "- New limit value: any daily quota outside the sandbox is enough." in told(project, "field-list")


def test_a_quota_that_is_not_above_the_sandbox_is_left_to_the_sender_of_an_increase(project):
    project.replace("data/products/tidepool.yml", "daily_quota: 1000, ", "")
    assert "requested [fill in: the daily quota you need]" in told(project, "quota-increase")


def test_a_quota_of_today_is_told(project):
    project.replace("data/products/tidepool.yml", "daily_quota: 1000", "current_daily_quota: 700, daily_quota: 1000")
    assert "today 700, requested 1,000" in told(project, "quota-increase")


def test_the_quota_of_the_sandbox_is_not_told_as_the_one_of_today(project):
    project.replace(
        "data/products/tidepool.yml", "daily_quota: 1000", "sandbox: true, current_daily_quota: 200, daily_quota: 1000"
    )
    assert "today [fill in: your daily quota today], requested 1,000" in told(project, "quota-increase")
