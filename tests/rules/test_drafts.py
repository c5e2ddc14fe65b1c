"""What `lint.py --draft` reports: one diagnostic per kind, and nothing that only a sample contains."""

from __future__ import annotations

import pytest

from policykit.foundation.diagnostics import Diagnostic
from policykit.rules import check_text
from policykit.rules.lib.drafts import SAMPLE, lines_of


def check(text: str) -> list[Diagnostic]:
    return check_text(text, "draft.md")


def rules_of(text: str) -> list[str]:
    return [diagnostic.rule for diagnostic in check(text)]


def test_a_kind_of_finding_is_reported_once_with_all_its_values_and_the_first_lines():
    (found,) = check("Bounces → SNS\n\n" + "Hello — again\n" * 858 + "✓ Verified\n")
    assert found.rule == "special-characters-in-reply"
    assert found.place.line == 1
    assert found.message.endswith("case: →, — and ✓. 860 lines: 1, 3, 4, 5, 6, 7 and 854 more.")


def test_a_single_finding_names_no_lines():
    (found,) = check("\nBest regards, [Your Name]\n")
    assert (found.place.line, found.message) == (2, "The text still contains [Your Name].")


SAMPLE_IN_A_BLOCK = (
    "### 1. Reset\n```\nSubject: Reset your password\n\nHello Jane,\n\nclick [Reset Link], {{first_name}}.\n```\n"
)
SAMPLE_IN_THE_TEXT = "Subject: Your order\n\nHello Jane,\n\nyour order for john@company.com is here: [Order Link]\n\n## Next\n"


@pytest.mark.parametrize("sample", [SAMPLE_IN_A_BLOCK, SAMPLE_IN_THE_TEXT])
def test_brackets_and_names_in_a_sample_are_its_variables(sample):
    assert rules_of(sample) == []
    assert rules_of(f"{sample}Hello Jane,\n\nthank you.\n[Your Name]\n") == ["support-staff-named", "placeholder-left"]


def test_a_sample_is_still_checked_for_what_no_email_may_contain():
    text = "```\nSubject: Your code\n\nBest√§tigen Sie es.\nLantern, 123 Main Street. TODO\n```\n"
    assert sorted(rules_of(text)) == ["garbled-characters", "invented-fact", "placeholder-left"]


@pytest.mark.parametrize("subject", ["Re: Request for Production Access", "SES Production Access Request", "[CASE 1] SES"])
def test_the_reply_itself_is_no_sample(subject):
    assert all(SAMPLE not in words.path for words in lines_of(f"**Subject:** {subject}\n\nHello Jane,\n[Name]\n", "en"))


@pytest.mark.parametrize(
    "line",
    [
        "Open https://console.aws.amazon.com/support/home#/case/create and choose Create case.",
        "Go to the AWS Support Center: https://console.aws.amazon.com/support/home",
        "We tested it with jane.keller@example.com and anil_sharma@university.example.",
        "We do no cold outreach, and we never buy lists of addresses.",
        "In tests, the worker calls http://localhost:8005 instead of SES.",
        "We send transactional emails only: no newsletters, no marketing emails.",
        "Organizers upload contacts, who must have opted in.",
    ],
)
def test_a_sound_line_is_left_alone(line):
    assert rules_of(line) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The case is https://console.aws.amazon.com/support/home#/case/?displayId=176000000000001", "case-number-published"),
        ("We help sales teams with cold outreach.", "cold-outreach"),
        ("We bought a list of 5,000 leads.", "bought-list-described"),
        ("- Customers upload their contact list as CSV.", "uploaded-list-without-consent"),
        ("**Website URL:** http://localhost:3000 (or your domain)", "website-only-local"),
        (
            "We send transactional emails only.\n\n- Once a month, a newsletter goes out.",
            "transactional-only-beside-newsletter",
        ),
    ],
)
def test_what_aws_refuses_is_found_in_a_draft(text, rule):
    assert rules_of(text) == [rule]


def test_a_negation_may_be_on_the_line_before():
    assert (
        rules_of("We never email purchased,\nrented or scraped lists, and do no\ncold outreach.".replace("never", "do not"))
        == []
    )
