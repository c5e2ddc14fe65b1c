"""What went wrong when drafts were imported that nobody had tuned the importer for."""

from __future__ import annotations

import re

import pytest
from imports import known

from policykit.onboarding.importer import import_draft, read_draft


def at(text: str, path: str):
    """What a draft gives for a field of the public file, or None."""
    node = import_draft(read_draft(text), known()).public
    for part in path.split("."):
        if isinstance(node, list):
            node = node[int(part)] if int(part) < len(node) else None
        else:
            node = node.get(part) if isinstance(node, dict) else None
    return node


NAMES = [
    ("Lantern (https://lantern.example) is a planner for choirs.", "Lantern"),
    ("We are Lantern, a planner for choirs.", "Lantern"),
    ("Website: https://www.lantern.org\n\nLantern sends codes.", "Lantern"),
    ("Write to hello@lantern.org, please.\n\nRegion: eu-west-1", "Lantern"),
    ("We run a planning app (Lantern) that needs to send codes.", "Lantern"),
    ("Lantern (beta) is a planning app.", "Lantern"),
    ("At Lantern, we send codes.", "Lantern"),
    ("We use SES to send emails for lantern, a planning app for choirs.", "lantern"),
    ("Lantern Choir Planner - Sending rehearsal reminders to singers.", "Lantern Choir Planner"),
    ("# SES production access: Ann step\n\nFrom `Lantern <codes@lantern.org>`", "Lantern"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_the_name_is_found_without_a_label(text, name):
    assert at(text, "name") == name


NO_NAMES = [
    "Service: Simple Email Service\n\nRegion: eu-west-1",
    "Website: https://q7x2k9.cloudfront.net",
    "Website: https://planner-7.azurewebsites.net\n\nRegion: eu-west-1",
    "Website: https://planner.pages.dev",
    "Website: https://lantern.org\n\nWrite to hello@choirs.net.",
    "Website: http://localhost:8000",
]


@pytest.mark.parametrize("text", NO_NAMES)
def test_no_name_comes_from_aws_a_hosting_provider_or_one_of_two_domains(text):
    assert at(text, "name") is None


def test_a_name_made_of_a_domain_is_marked():
    made = import_draft(read_draft("Website: https://lantern.org"), known())
    assert made.beside["name",] == "line 1, derived"


def test_no_name_and_no_domain_come_from_an_address_at_a_mailbox_provider():
    text = "Write to lantern@gmail.com, please.\n\nDomain: gmail.com (verified)\n\nRegion: eu-west-1"
    assert (at(text, "name"), at(text, "identities")) == (None, None)


def test_the_summary_is_the_first_sentence_that_describes_the_product():
    text = "Thank you for your reply.\n\nWe run a booking platform for sailing schools. We provide a calendar too."
    assert at(text, "summary") == "We run a booking platform for sailing schools."


@pytest.mark.parametrize("place", ["Region: Frankfurt", "Our account is in the Frankfurt region."])
def test_a_region_is_known_by_its_place(place):
    assert at(place, "request.region") == "eu-central-1"


def test_a_place_without_the_word_region_is_no_region():
    assert at("We are a choir from Frankfurt.", "request.region") is None


@pytest.mark.parametrize("heading", ["## Step 3: Fill in the form", "## How to request production access", "## Next steps"])
def test_labels_survive_the_heading_of_a_guide(heading):
    assert at(f"{heading}\n\nRegion: us-west-2", "request.region") == "us-west-2"


def test_a_label_on_a_line_of_its_own_names_the_next_line():
    assert at("Mail type: Transactional\nWebsite URL\nhttps://lantern.example", "website.url") == "https://lantern.example"


def test_a_request_in_a_block_quote_is_read_and_what_aws_wrote_is_not():
    assert at("> We run a booking platform for sailing schools.\n> Region: us-west-2", "request.region") == "us-west-2"
    assert at("> Your account is in us-west-2.\n\nRegion: eu-west-1", "request.region") == "eu-west-1"


def test_a_question_of_aws_in_a_quote_is_the_heading_of_the_answer():
    text = "> How do you handle complaints?\n\nAn SNS topic tells us, and we stop all email to the address."
    assert at(text, "handling.complaint.mechanism") == "An SNS topic tells us, and we stop all email to the address."


def test_a_dmarc_policy_of_none_denies_nothing():
    assert at("DMARC: v=DMARC1; p=none", "dns.dmarc.0.status") == "implemented"


def test_a_domain_that_begins_with_a_verb_is_no_instruction():
    assert at("send.lantern.example is a verified domain: send.lantern.example", "identities.domains.0.status") == "implemented"


def test_a_noun_that_is_also_a_verb_is_no_instruction():
    planned = "Update emails will have an unsubscribe link."
    assert at(planned, "handling.unsubscribe.planned") == planned


@pytest.mark.parametrize("denial", ["Transactional (no marketing)", "Transactional, no newsletters"])
def test_denied_marketing_is_no_marketing(denial):
    assert at(f"Mail type: {denial}", "request.mail_type") == "TRANSACTIONAL"


def test_the_quota_of_the_sandbox_is_not_the_requested_one():
    text = "We need more than the 200 emails per day of the sandbox.\n\nWe request a quota of 2,000 emails per day."
    assert (at(text, "request.current_daily_quota"), at(text, "request.daily_quota")) == ("200", "2000")


GRANTED = [
    "After approval, our sending quota rises to 60,000 emails per day and 20 emails per second.",
    "- **Approved**: you get a 60,000/day quota and 20 messages/second to start.",
    "- Higher sending limits (typically 60,000 emails/day)",
    "- Increased quota (default: 60,000 emails/day and 20 emails/second)",
    "## Once approved\n\n- Sending limit: 60,000 emails per day",
]


@pytest.mark.parametrize("text", GRANTED)
def test_what_aws_grants_by_habit_is_no_wish(text):
    assert (at(text, "request.daily_quota"), at(text, "request.send_rate")) == (None, None)


@pytest.mark.parametrize("asked", ["We are requesting 3,000 per day.", "We ask for a limit of 3,000 emails per day."])
def test_a_figure_that_is_asked_for_is_a_quota(asked):
    assert (at(asked, "request.daily_quota"), at(asked, "volume")) == ("3000", None)


def test_a_figure_that_is_expected_is_no_quota():
    text = "We expect fewer than 900 emails per day."
    assert (at(text, "request.daily_quota"), at(text, "volume.figures.0.max")) == (None, "900")


def test_a_mail_from_subdomain_is_no_identity_unless_it_is_verified():
    text = "Custom MAIL FROM domain (`mail.lantern.org`) is verified.\n\nThe domain lantern.org is verified."
    assert at(text, "identities.domains") == [
        {"domain": "lantern.org", "status": "implemented", "mail_from": {"status": "implemented", "domain": "mail.lantern.org"}}
    ]
    assert at("Sending domain: send.lantern.org", "identities") is None
    assert at("Sending domain: send.lantern.org (verified)", "identities.domains.0.domain") == "send.lantern.org"


def test_a_sentence_after_the_label_identity_may_name_the_domain():
    text = "**Identity.** The sending domain `lantern.org` is verified, with the MAIL FROM domain `b.lantern.org`."
    assert [item["domain"] for item in at(text, "identities.domains")] == ["lantern.org"]


def test_a_domain_that_will_be_verified_is_planned():
    text = "We will verify our domain lantern.org."
    assert at(text, "identities.domains.0") == {"domain": "lantern.org", "status": "planned"}


def test_a_place_of_the_console_does_not_end_its_sentence():
    assert at("Region: US East (N. Virginia) us-east-1", "request.region") == "us-east-1"


@pytest.mark.parametrize("answer", ["## Mail type\n\n**Transactional**", 'Mail type: Select "Transactional" (codes)'])
def test_the_mail_type_may_stand_alone_or_be_selected(answer):
    assert at(answer, "request.mail_type") == "TRANSACTIONAL"


def test_the_number_of_another_case_is_not_this_one():
    made = import_draft(read_draft("My previous case 123456789012345 was denied.\n\nRegion: eu-west-1"), known())
    assert made.private["review"][0]["about"] == "request.case_id"
    assert "request" not in made.private


STREAMS = """We send the following emails:

1. **Booking confirmation**: sent when a customer books a course. About 20-50 emails per day.
2. Password reset emails when a user forgets the password
3. Monthly newsletter
"""


def test_the_items_of_a_list_of_emails_become_streams():
    assert [at(STREAMS, f"streams.{index}.id") for index in range(4)] == [
        "booking-confirmation", "password-reset-emails", "monthly-newsletter", None,
    ]  # fmt: skip
    assert (at(STREAMS, "streams.0.trigger.actor"), at(STREAMS, "streams.0.trigger.event")) == (
        "recipient", "A customer books a course.",
    )  # fmt: skip
    assert at(STREAMS, "streams.0.volume") == {"min_day": "20", "max_day": "50"}
    assert [at(STREAMS, f"streams.{index}.class") for index in range(3)] == ["transactional", "transactional", "marketing"]


def test_a_heading_with_details_below_it_becomes_a_stream():
    text = (
        "## Order receipts\n\n- Trigger: a customer pays\n- Recipients: the customer who paid\n- Frequency: 30 emails per day"
    )
    assert at(text, "streams.0.title") == "Order receipts"
    assert at(text, "streams.0.recipients.who") == "the customer who paid"
    assert at(text, "streams.0.volume.typical_day") == "30"


def test_a_sentence_that_lists_emails_gives_streams():
    text = "We send transactional emails such as order confirmations, password resets and invoices."
    assert [at(text, f"streams.{index}.title") for index in range(3)] == ["Order confirmations", "Password resets", "Invoices"]


LISTS = [
    ("Lantern needs email for:\n- Rehearsal reminders\n- Concert invitations", ["Rehearsal reminders", "Concert invitations"]),
    ("We use SES for transactional emails about our concerts:\n\n1. **Ticket confirmations** (Guest) - Sent to guests",
     ["Ticket confirmations"]),
    ("Mail type: Transactional\n\n**1. Rehearsal reminders.** When a rehearsal is near, we email the singers.\n\n"
     "**2. Absence notices.** Alerts to the conductor.", ["Rehearsal reminders", "Absence notices"]),
    ("We send these emails:\n- Notifications to singers about concerts\n- Ticket confirmations (paid)",
     ["Notifications to singers about concerts", "Ticket confirmations"]),
    ("We send these emails:\n- Concert notifications: sent when a concert is near\n- Concert confirmation emails: sent to the guest",
     ["Concert notifications", "Concert confirmation emails"]),
    ("Messages follow from what a singer does in our product, including sign-in codes, password resets and the receipt of a fee.",
     ["Sign-in codes", "Password resets"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "titles"), LISTS)
def test_streams_are_found_in_lists_and_paragraphs_with_a_bold_title(text, titles):
    assert [stream["title"] for stream in at(text, "streams") or ()][: len(titles)] == titles


SENDERS = [
    "From email: codes@lantern.org",
    "Primary from address: chat@lantern.org (verified)",
    "All emails are sent from codes@lantern.org.",
    "Cognito sends From Lantern <codes@lantern.org>",
    "Our sender email will be codes@lantern.org.",
]


@pytest.mark.parametrize("sender", SENDERS)
def test_a_stated_sender_is_the_one_of_the_streams(sender):
    assert at(f"{STREAMS}\n{sender}", "streams.0.from") == re.search(r"\w+@lantern.org", sender)[0]


HANDLING = [
    ("If an email bounces, SNS notifies us.", "handling.bounce_hard", {"status": "implemented", "mechanism": "If an email bounces, SNS notifies us."}),
    ("We remove bounced addresses at once.", "handling.bounce_hard", {"status": "implemented", "action": "We remove bounced addresses at once."}),
    ("We will remove bounced addresses.", "handling.bounce_hard", {"status": "planned", "planned": "We will remove bounced addresses."}),
    ("We have no complaint handling yet.", "handling.complaint", {"status": "none"}),
    ("Soft bounces are retried twice.", "handling.bounce_soft", {"status": "implemented", "action": "Soft bounces are retried twice."}),
    ("Every email has an unsubscribe link.", "handling.unsubscribe", {"status": "implemented", "action": "Every email has an unsubscribe link."}),
    ("We use the account-level suppression list.", "handling.suppression", {"status": "implemented", "action": "We use the account-level suppression list."}),
    ("We check the bounce rate in CloudWatch.", "handling.monitoring", {"status": "implemented", "mechanism": "We check the bounce rate in CloudWatch."}),
    ("People enter their own email in the booking form.", "lists.sources", ["People enter their own email in the booking form."]),
    ("We never buy lists.", "lists.never", ["We never buy lists."]),
    ("We never buy lists.", "lists.purchased", "false"),
    ("We store no personal data but addresses.", "data.measures", [{"status": "implemented", "text": "We store no personal data but addresses."}]),
    ("We need SES to send our booking confirmations.", "purpose", ["We need SES to send our booking confirmations."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "wanted"), HANDLING, ids=[f"{path}-{text[:24]}" for text, path, _ in HANDLING])
def test_a_sentence_goes_to_the_field_of_its_question_in_its_own_words(text, path, wanted):
    assert at(text, path) == wanted


def test_a_sentence_without_words_of_its_own_follows_its_heading():
    text = "## Complaint handling\n\nThe address is removed by a Lambda function at once."
    assert at(text, "handling.complaint.action") == "The address is removed by a Lambda function at once."


def test_a_labeled_sentence_does_not_follow_a_heading_about_several_questions():
    text = "## Bounce and complaint handling\n\n1. **Structured logging:** All operations are logged."
    assert at(text, "handling") is None


def test_two_sentences_of_a_field_are_joined_and_both_lines_are_cited():
    made = import_draft(read_draft("We remove bounced addresses.\n\nHard bounces are never retried."), known())
    assert made.public["handling"]["bounce_hard"]["action"] == "We remove bounced addresses. Hard bounces are never retried."
    assert made.beside["handling", "bounce_hard", "action"] == "lines 1, 3"


def test_a_claim_that_fits_nowhere_is_to_be_read():
    made = import_draft(read_draft("Region: eu-west-1\n\nOur harbour is open in winter too."), known())
    assert made.public["review"] == [
        {"line": "3", "says": "Our harbour is open in winter too.", "why": "no field for this sentence was recognized"}
    ]


def test_every_placeholder_of_a_sample_is_a_declared_variable():
    text = "Mail type: Transactional\n\n## Example: Sign-in link\n\n```\nSubject: For {{club}}\n\nHi [name],\n\nuse the link {link} that you asked for in the account.\n```"
    sample = at(text, "streams.0.sample")
    assert sample["subject"] == "For [club]"
    assert sample["variables"] == {"club": "club", "name": "name", "link": "link"}


FORM = """How do you plan to handle bounces and complaints?
An SNS topic reports them, and we stop all email to the address.

How do you plan to build or acquire your mailing list?
Addresses are entered by the customer at checkout.
"""


def test_the_plan_in_a_question_of_the_form_makes_no_plan_of_the_answer():
    said = "An SNS topic reports them, and we stop all email to the address."
    assert at(FORM, "handling.complaint") == {"status": "implemented", "mechanism": said}
    assert at(FORM, "lists.sources") == ["Addresses are entered by the customer at checkout."]


def test_a_figure_and_its_peak_in_one_sentence_are_two_figures():
    figures = at("We expect 3,000 emails per day with a peak of 500 emails per hour.", "volume.figures")
    assert [(figure["kind"], figure["max"]) for figure in figures] == [("forecast", "3000"), ("peak", "500")]


def test_a_heading_alone_says_of_no_sentence_that_something_is_in_place():
    text = "## Complaint handling\n\nEvery recipient knows us in person. If one complains, we will remove the address."
    assert at(text, "handling.complaint.status") == "planned"


def test_the_only_sender_address_belongs_to_every_stream():
    assert at(f"{STREAMS}\nFrom address: hello@lantern.example", "streams.2.from") == "hello@lantern.example"


def test_what_stands_in_brackets_does_not_part_a_list_of_records_from_its_verb():
    text = "Domain: lantern.example (verified)\n\nSPF, DKIM (Easy DKIM) and DMARC (p=none) are set up."
    found = [at(text, path) for path in ("dns.spf.0.status", "identities.domains.0.dkim.status", "dns.dmarc.0.status")]
    assert found == ["implemented"] * 3


def test_a_website_may_be_a_link_of_markdown():
    assert at("Website: [Lantern](https://lantern.example)", "website.url") == "https://lantern.example"


def test_a_figure_labeled_with_months_is_a_forecast():
    text = "## Volume\n\n- Current: 100/day\n- 6 months: 2,000/day"
    assert at(text, "volume.figures.1") == {"kind": "forecast", "per": "day", "max": "2000", "months_ahead": "6"}
