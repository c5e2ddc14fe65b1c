"""Exact messages: place, what is, what was wanted, fix."""

import pytest

from policykit.foundation.diagnostics import Invalid
from policykit.model import Product, SourceEntry, validate
from policykit.yamlio.reader import parse_yaml

CONTEXT = {"languages": ["en", "de"], "regions": frozenset({"eu-west-1"})}
START = "name: Tidepool\nsummary: Sends tide tables.\n"


def messages(text: str) -> list[str]:
    with pytest.raises(Invalid) as caught:
        validate(Product, parse_yaml(text, "t.yml"), CONTEXT)
    return [str(diagnostic) for diagnostic in caught.value.diagnostics]


def test_name_and_summary_are_enough():
    assert validate(Product, parse_yaml(START, "t.yml"), CONTEXT).name == "Tidepool"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("request:\n  regoin: eu-west-1\n",
         "t.yml:4:3: error: unknown field `regoin`  [unknown-key]\n    fix: did you mean `region`?"),
        ("request:\n  region: eu-west-9\n",
         "t.yml:4:11: error: `request.region` is `eu-west-9`; expected an AWS Region with an Amazon SES endpoint "
         "(did you mean eu-west-1? data/ses.yml lists them)  [unexpected-value]\n"
         "    fix: correct the value (meaning of the field: AWS Region; production access is granted per Region)"),
        ("stage: done\n",
         "t.yml:3:8: error: `stage` is `done`  [unexpected-value]\n"
         "    fix: use `preparing`, `requested`, `asked`, `answered`, `refused` or `granted`"),
        ("request:\n  daily_quota: many\n",
         "t.yml:4:16: error: `request.daily_quota` is `many`; expected a whole number without separators, such as "
         "1000  [unexpected-value]\n    fix: correct the value (meaning of the field: emails per day that you request)"),
        ("handling:\n  complaint:\n    action: It stops.\n",
         "t.yml:4:3: error: `status` is missing in `handling.complaint`  [missing-key]\n"
         "    fix: add `status:` (tested, implemented (self-reported), planned or none (does not exist))"),
        ("website: {url: tidepool}\n",
         "t.yml:3:16: error: `website.url` is `tidepool`; expected a complete web address, such as "
         "https://example.com  [unexpected-value]\n    fix: correct the value (meaning of the field: URL of the website)"),
        ("streams: one\n",
         "t.yml:3:10: error: `streams` is `one`; expected a list (lines that start with `- `)  [unexpected-value]\n"
         "    fix: correct the value (meaning of the field: mail streams: the kinds of email that the product sends)"),
        ("purpose: [{fr: Bonjour.}]\n",
         "t.yml:3:11: error: `purpose.0` is a group of `key: value` lines; expected a text in one of the languages en, "
         "de, not `fr`  [unexpected-value]\n    fix: correct the value (meaning of the field: why the product sends email, one full "
         "sentence each)"),
    ],
)  # fmt: skip
def test_a_fault_says_where_what_and_how_to_mend_it(text: str, message: str):
    assert messages(START + text) == [message]


def test_all_faults_come_at_once_in_the_order_of_the_file():
    found = messages("summary: Sends.\nstage: done\nrequest: {region: x, send_rate: fast}\nnmae: T\n")
    assert [line.split(" error")[0] for line in found] == [
        "t.yml:1:1:",
        "t.yml:2:8:",
        "t.yml:3:19:",
        "t.yml:3:33:",
        "t.yml:4:1:",
    ]


@pytest.mark.parametrize("value", ["1_000", "1e3", "+5", "0x10", '"5"', "5.0", "-1", "nan", "1" * 13])
def test_a_count_is_digits_only(value: str):
    assert "a whole number without separators" in messages(f"{START}request: {{daily_quota: {value}}}\n")[0]


@pytest.mark.parametrize("value", ["yes", "y", "on", "True", "1", '"true"'])
def test_a_flag_is_true_or_false(value: str):
    assert "true or false, without quotes" in messages(f"{START}request: {{sandbox: {value}}}\n")[0]


@pytest.mark.parametrize("value", ["2026-13-01", "22.11.2026", "2026-1-1", '"today"', "2026-02-30"])
def test_a_date_is_one_that_exists(value: str):
    assert "YYYY-MM-DD" in messages(f"{START}policies: {{last_review: {value}}}\n")[0]


@pytest.mark.parametrize("value", ["101", "nan", "0.1%", "5,0", ".inf"])
def test_a_percentage_is_a_plain_number_up_to_100(value: str):
    text = f"{START}monitoring:\n  targets:\n    - metric: bounce_rate\n      below: {value}\n"
    assert "percentage" in messages(text)[0]


@pytest.mark.parametrize("value", ["123456789012", "1.10", "true", "0123"])
def test_a_text_that_yaml_reads_as_something_else_must_be_quoted(value: str):
    assert f'write "{value}" in quotes' in messages(f"{START}application: {value}\n")[0]
    validate(Product, parse_yaml(f'{START}application: "{value}"\n', "t.yml"), CONTEXT)


@pytest.mark.parametrize(
    "text",
    [
        "streams: [{id: a, title: A, class: system, volume: {min_day: 50, max_day: 10}}]\n",
        "volume: {figures: [{kind: forecast, per: day, min: 50, max: 10}]}\n",
    ],
)
def test_a_range_rises(text: str):
    assert "[unexpected-value]" in messages(START + text)[0]


def test_a_text_in_the_source_language_is_required():
    assert "at least the text in `en`" in messages("name: T\nsummary: {de: Sendet.}\n")[0]


@pytest.mark.parametrize("value", ["ab\x07c", "\ue000", "   "])
def test_unreadable_and_blank_texts_are_refused(value: str):
    escaped = value.encode("unicode_escape").decode().replace("\\x", "\\u00") if value.strip() else value
    assert messages(f'name: "{escaped}"\nsummary: S.\n')


@pytest.mark.parametrize("value", ["no-at.example.com", "a@b", "a b@example.com", "<a@example.com>"])
def test_an_address_is_an_address(value: str):
    assert "email address" in messages(f'{START}contacts: {{support: {{email: "{value}"}}}}\n')[0]


@pytest.mark.parametrize("value", ["../invite.ics", "/etc/passwd", "C:invite.ics", "a\\\\b.ics", ".hidden", "a" * 101])
def test_the_name_of_an_attachment_is_a_base_name(value: str):
    text = f'{START}streams: [{{id: a, title: A, class: system, attachments: [{{kind: File, name: "{value}"}}]}}]\n'
    assert "streams.0.attachments.0.name" in messages(text)[0]


def test_a_source_that_nobody_read_is_refused():
    with pytest.raises(Invalid, match="`checked_on` is missing"):
        validate(SourceEntry, parse_yaml("title: RFC 5321\ncopy: stored copy\n", "t.yml"), CONTEXT)
