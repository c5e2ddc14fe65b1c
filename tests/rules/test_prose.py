"""Prose rules on a draft, line by line; and that the index of words hides nothing from them."""

from __future__ import annotations

import pytest
from examples import catalogue, product_with

from policykit.readiness.sentences import own_words, sentences, signs, texts_with
from policykit.rules import ProductView, all_rules, check_text
from policykit.rules.lib.names import names_of, samples_of

PROSE = [rule for rule in all_rules().values() if rule.find and rule.topic == "truth"]

# What stands in drafts and is no fault (rules.md, section 3): boxes, links, forecasts, the polite conditional, the passive.
SOUND = [
    "- [ ] Domain verified in SES",
    "- [x] Sample mail reviewed",
    "See the [Privacy Policy](https://lantern.example.com/privacy) and the [Terms][terms].",
    "[terms]: https://lantern.example.com/terms",
    "**Subject:** Re: [CASE 123456789012345] Production access",
    "Hello [username], your code is [6-digit code].",
    "From: Lantern <codes@lantern.example.com>",
    "| Stream | Volume |",
    "## Best practices",
    "- **Expected (3 months):** 500-1,000 emails per month",
    "Estimated volume is low: we anticipate fewer than 200 emails per day.",
    "We plan to send the following types of mail.",
    "We would like to request production access for Amazon SES.",
    "- **User expectation:** recipients expect the invitation soon after they book.",
    "Adressen mit dauerhaftem Bounce werden gesperrt.",
    "Wir werden über ein SNS-Thema benachrichtigt.",
    'A user clicks "Make sure to mention me" and gets a mail.',
    "Thank you for your message. Please let us know if you need anything else.",
]
FAULTY = [
    ("We will configure SNS notifications for complaints.", "plan-told-as-fact"),
    ("Wir werden nächste Woche eine Unterdrückungsliste einrichten.", "plan-told-as-fact"),
    ("- If the complaint rate exceeds 0.1%, we will investigate.", "procedure-told-in-the-future"),
    ("- We are committed to high quality.", "commitment-instead-of-control"),
    ("- We review the list regularly.", "vague-word"),
    ("**Consent:** All recipients have opted in.", "absolute-claim"),
    ("Best regards, [Your Name]", "placeholder-left"),
    ("Lantern Ltd, 123 Business Ave, Suite 4", "invented-fact"),
    ("- **List Management**: Describe opt-in process", "coaching-in-text"),
    ("> **Note:** Before submitting, review the sign-off.", "coaching-in-text"),
    ("Queue -> Kinesis Firehose -> S3", "outdated-term"),
    ("vielen Dank f√ºr Ihre Registrierung", "garbled-characters"),
    ("Bounces → SNS topic", "special-characters-in-reply"),
    ("We have thoroughly tested the set-up.", "boast-without-evidence"),
]  # fmt: skip


def found(text: str) -> set[str]:
    ids = {rule.id for rule in PROSE}
    return {diagnostic.rule for diagnostic in check_text(text, "draft.md")} & ids


@pytest.mark.parametrize("line", SOUND)
def test_a_sound_line_of_a_draft_is_left_alone(line):
    assert found(line) == set()


@pytest.mark.parametrize(("line", "rule"), FAULTY)
def test_a_faulty_line_of_a_draft_is_found_once(line, rule):
    assert found(line) == {rule}


@pytest.mark.parametrize("rule", PROSE, ids=lambda rule: rule.id)
def test_the_words_a_rule_names_hide_no_text_from_it(rule):
    """A rule whose own check leaves out no field finds on its examples and on the real products what `find` finds."""
    if rule.id in (
        "plan-told-as-fact",
        "procedure-told-in-the-future",
        "special-characters-in-reply",
        "boast-without-evidence",
        "absolute-claim",
    ):
        return  # they look at some fields only, or report a repeated text once
    entries = [product_with(text) for kind in ("Wrong", "Silent") for text in rule.examples(kind)]
    for entry in [*entries, *catalogue().products.values()]:
        product = ProductView.of(entry.product)
        apart = {path for path, _ in (*names_of(product), *samples_of(product))}
        found = {finding.path for finding in rule.check(product, None)}  # type: ignore[arg-type]
        checked = {path for path in found - apart if not path.startswith("statements[")}
        searched = {finding.path for words in product.words for finding in rule.find(words)}
        assert {path for path in checked if not path.endswith((".service", ".channel", ".name"))} == searched


def test_a_quotation_a_link_and_a_heading_are_not_the_authors_own_words():
    text = '## Never\nThe page "All codes" at https://lantern.example.com/always says `any`.'
    assert "".join(own_words(text).split()) == "Thepageatsays."


def test_a_number_ends_no_sentence():
    assert sentences("At 0.05% we stop. Then we look; nobody waits.") == ["At 0.05% we stop.", "Then we look;", "nobody waits."]


def test_texts_are_found_by_the_beginning_of_a_word_in_the_order_of_the_product():
    product = ProductView.of(product_with("purpose: [It is done regularly.]\nvolume: {basis: Regular counts.}").product)
    assert [words.path for words in texts_with(product, signs("regularly"))] == ["purpose[0]", "volume.basis"]
