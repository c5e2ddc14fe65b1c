"""The copy button of a policy. Its script is all that a site about one product loads of ours."""

from __future__ import annotations


def test_a_policy_is_copied_as_it_is_shown_and_the_reader_is_told(page, address):
    page.goto(f"{address}products/tidepool/policies/")
    page.locator("button[data-copy=policy-bounces]").click()
    section = page.locator("section", has=page.locator("#policy-bounces"))
    section.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#policy-bounces").text_content()
    assert copied.startswith("Bounce handling: Tidepool & <Sons>\n\nPurpose\n")
