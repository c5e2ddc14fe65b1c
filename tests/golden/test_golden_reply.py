"""The whole reply of a made-up product, word for word. After a wanted change: look at the difference, then renew the file."""

from pathlib import Path

from policykit.site.session import session_of

GOLDEN = Path(__file__).with_name("more-information.txt")


def test_the_reply_of_the_made_up_product_is_as_it_was_read_and_approved(project):
    catalogue = project.load()
    made = session_of(catalogue).replies.text(catalogue.products["tidepool"], "more-information")
    assert made == GOLDEN.read_text(encoding="utf-8")


def test_changing_one_number_in_data_changes_it_in_the_reply_once(project):
    project.replace("data/products/tidepool.yml", "daily_quota: 1000", "daily_quota: 4321")
    catalogue = project.load()
    made = session_of(catalogue).replies.text(catalogue.products["tidepool"], "more-information")
    assert made == GOLDEN.read_text(encoding="utf-8").replace("1,000 emails per 24 hours", "4,321 emails per 24 hours")
