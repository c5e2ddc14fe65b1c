from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from policykit.foundation.settings import BadSetting, read_settings

TODAY = date(2026, 11, 22)


def test_without_environment_the_profile_is_public_and_no_host_is_invented():
    made = read_settings({}, TODAY)
    assert (made.profile, made.site_url, made.repo_url, made.today) == ("public", "", "", TODAY)
    assert made.private == made.root / "data" / "private"


def test_the_environment_is_heard():
    made = read_settings(
        {"PROFILE": "internal", "PRIVATE_DATA": "/srv/private", "TODAY": "2027-01-02", "SITE_URL": "https://example.com/kit"},
        TODAY,
    )
    assert (made.profile, made.private, made.today) == ("internal", Path("/srv/private"), date(2027, 1, 2))
    assert made.site_url == "https://example.com/kit/"


@pytest.mark.parametrize("wrong", [{"TODAY": "tomorrow"}, {"SITE_URL": "example.com"}, {"REPO_URL": "git@example.com:x"}])
def test_a_setting_that_cannot_be_used_is_named(wrong: dict[str, str]):
    with pytest.raises(BadSetting, match=next(iter(wrong))):
        read_settings(wrong, TODAY)


def test_the_stamp_is_the_time_of_the_environment_in_utc():
    assert read_settings({"SOURCE_DATE_EPOCH": "1763769600"}, TODAY).stamp == datetime(2025, 11, 22, tzinfo=UTC)
    assert read_settings({"SOURCE_DATE_EPOCH": "0"}, TODAY).stamp == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("environment", [{}, {"SOURCE_DATE_EPOCH": ""}])
def test_without_a_time_there_is_no_stamp(environment: dict[str, str]):
    assert read_settings(environment, TODAY).stamp is None


@pytest.mark.parametrize("wrong", ["yesterday", "-1", "1.5", "1e9", "٣", " 1", "99999999999999"])
def test_a_time_that_is_none_is_refused(wrong: str):
    with pytest.raises(BadSetting) as caught:
        read_settings({"SOURCE_DATE_EPOCH": wrong}, TODAY)
    wanted = "write whole seconds since 1970, such as 1763769600"
    assert str(caught.value) == f"SOURCE_DATE_EPOCH={wrong} is not a time: {wanted}"
