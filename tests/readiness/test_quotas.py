"""Which quota a product's figures ask for: a requested number, else a figure that is given as a maximum or a peak."""

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
        return quotas_of(validate(Product, source, {"languages": ["en"]}), catalogue)

    return of


def figures(*given: str) -> str:
    return "volume:\n  figures:\n" + "\n".join(f"    - {{{figure}}}" for figure in given) + "\n"


def test_a_product_without_figures_asks_for_nothing(asked):
    assert asked("") == Quotas(daily=None, rate=None)


def test_a_requested_quota_wins_over_the_busiest_day(asked):
    assert asked("request: {daily_quota: 700}\n" + figures("kind: peak, per: day, max: 900")).daily == 700


def test_a_requested_quota_may_be_that_of_the_sandbox(asked):
    assert asked("request: {daily_quota: 200}\n").daily == 200


@pytest.mark.parametrize("kind", ["peak", "maximum"])
def test_a_figure_given_as_a_peak_or_a_maximum_is_the_busiest_day(asked, kind):
    assert asked(figures(f"kind: {kind}, per: day, max: 900")).daily == 900


@pytest.mark.parametrize("kind", ["current", "forecast"])
def test_the_upper_end_of_an_expected_range_is_no_busiest_day(asked, kind):
    assert asked(figures(f"kind: {kind}, per: day, min: 20, max: 900")).daily is None


def test_the_largest_of_several_maxima_of_a_day_counts(asked):
    assert asked(figures("kind: peak, per: day, max: 900", "kind: maximum, per: day, max: 1200")).daily == 1200


@pytest.mark.parametrize("per", ["hour", "month"])
def test_a_maximum_of_another_period_gives_no_day(asked, per):
    assert asked(figures(f"kind: maximum, per: {per}, max: 3000")).daily is None


def test_the_volumes_of_the_streams_give_no_quota(asked):
    stream = "streams: [{id: s, title: S, class: system, volume: {max_day: 5000, max_hour: 9000, burst: 9000}}]\n"
    assert asked(stream) == Quotas(daily=None, rate=None)


@pytest.mark.parametrize(("day", "quota"), [(200, None), (201, 201)])
def test_a_busiest_day_that_fits_into_the_sandbox_asks_for_nothing(asked, day, quota):
    assert asked(figures(f"kind: maximum, per: day, max: {day}")).daily == quota


def test_a_requested_rate_wins_over_the_busiest_hour(asked):
    assert asked("request: {send_rate: 2.5}\n" + figures("kind: peak, per: hour, max: 36000")).rate == Decimal("2.5")


@pytest.mark.parametrize(("hour", "rate"), [(3601, 2), (7200, 2), (36000, 10)])
def test_the_rate_is_the_busiest_hour_by_the_second_rounded_up(asked, hour, rate):
    assert asked(figures(f"kind: peak, per: hour, max: {hour}")).rate == rate


def test_a_busiest_hour_that_the_rate_of_the_sandbox_can_send_asks_for_nothing(asked):
    assert asked(figures("kind: peak, per: hour, max: 3600")).rate is None


@pytest.mark.parametrize(("day", "rate"), [(96000, 2), (96001, None)])
def test_a_busiest_hour_below_the_average_of_the_day_gives_no_rate(asked, day, rate):
    assert asked(f"request: {{daily_quota: {day}}}\n" + figures("kind: peak, per: hour, max: 4000")).rate == rate


def test_a_day_gives_no_rate(asked):
    assert asked(figures("kind: peak, per: day, max: 90000")).rate is None


# In the letters


def letter(project, reply: str) -> str:
    catalogue = project.load()
    return session_of(catalogue).replies.text(catalogue.products["tidepool"], reply)


def test_a_requested_quota_is_the_new_limit_value(project):
    assert "- New limit value: 1,000\n" in letter(project, "field-list")


def test_a_limit_that_the_file_does_not_give_is_left_to_the_sender(project):
    project.replace("data/products/tidepool.yml", "daily_quota: 1000, ", "")
    assert "- New limit value: [fill in: the daily quota you need]\n" in letter(project, "field-list")


def test_an_increase_takes_no_number_from_the_first_request(project):
    project.replace("data/products/tidepool.yml", "daily_quota: 1000", "current_daily_quota: 700, daily_quota: 1000")
    text = letter(project, "quota-increase")
    assert "today [fill in: your daily quota today], requested [fill in: the daily quota you need]" in text
