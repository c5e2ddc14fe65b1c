from datetime import date
from pathlib import Path

import pytest

from policykit.settings import BadSetting, read_settings

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
