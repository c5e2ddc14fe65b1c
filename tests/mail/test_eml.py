"""Sample mails are messages that any mail program opens, whatever the data holds."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from projects import settings
from pydantic import ValidationError

from policykit.catalog.loader import load
from policykit.mail.eml import read_mail, sample_mail
from policykit.mail.ics import read_invitation
from policykit.model import Stream
from policykit.yamlio.reader import PlainScalar

WORDS = load(settings()).languages
STAMP = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
EVENT = {
    "title": "Review",
    "start": "2024-12-28 14:00",
    "minutes": PlainScalar("60"),
    "zone": "America/New_York",
    "location": "Room 1",
}
CALENDAR = ({"kind": "calendar file", "name": "invite.ics"},)


def made(sample: dict, **stream) -> bytes:
    sample = {"language": "en", "subject": "A subject", "text": "Hello.", **sample}
    sample = {key: value for key, value in sample.items() if value is not None}
    record = Stream.model_validate({"id": "note", "title": "Note", "class": "transactional", "sample": sample, **stream})
    return sample_mail("tidepool", record, WORDS, STAMP)


def parsed(sample: dict, **stream):
    content = made(sample, **stream)
    message = message_from_bytes(content, policy=default)
    assert [part.defects for part in message.walk() if part.defects] == []
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 998  # RFC 5322 2.1.1
    return message


def html(message) -> str:
    return message.get_body(("html",)).get_content()


def calendar_part(message):
    return next(part for part in message.walk() if part.get_content_type() == "text/calendar")


def test_a_mail_has_both_parts_in_utf_8_and_the_heads_of_a_message():
    message = parsed({"text": "Grüße\n\nzwei\ndrei", "language": "de-CH"})
    parts = {part.get_content_type(): part for part in message.walk()}
    assert list(parts) == ["multipart/alternative", "text/plain", "text/html"]
    assert {parts[name].get_content_charset() for name in ("text/plain", "text/html")} == {"utf-8"}
    assert parts["text/plain"].get_content() == "Grüße\r\n\r\nzwei\r\ndrei\r\n"
    assert '<html lang="de-CH">' in html(message)
    assert "<p>Grüße</p>\r\n<p>zwei<br>\r\ndrei</p>" in html(message)
    assert message["MIME-Version"] == "1.0"
    assert message["Message-ID"] == "<note.tidepool@example.com>"
    assert message["Date"].datetime == STAMP
    assert message["Reply-To"] is None


def test_a_sample_with_a_date_is_sent_at_noon_of_it():
    assert parsed({"date": "2024-12-28"})["Date"].datetime == datetime(2024, 12, 28, 12, tzinfo=UTC)


def test_variables_are_filled_in_everywhere_and_once():
    sample = {
        "subject": "Tides for [day]", "text": "Hello [name], [day] and [name of boat].", "sent_from": "[name] <tides@example.org>",
        "variables": {"day": "3 May", "name": "Jane [day]", "name of boat": "Gull"},
    }  # fmt: skip
    message = parsed(sample)
    assert message["Subject"] == "Tides for 3 May"
    assert message["From"].addresses[0].display_name == "Jane [day]"
    assert message.get_body(("plain",)).get_content() == "Hello Jane [day], 3 May and Gull.\r\n"


@pytest.mark.parametrize(
    ("shown", "stream", "sender"),
    [
        ("Tidepool <tides@tidepool.example>", {"from": "other@tidepool.example"}, "Tidepool <tides@tidepool.example>"),
        ('"Pool, Tide" <tides@tidepool.example>', {}, '"Pool, Tide" <tides@tidepool.example>'),
        ("tides@tidepool.example", {"from_name": "Tidepool"}, "Tidepool <tides@tidepool.example>"),
        ("Tidepool", {"from": "tides@tidepool.example"}, "Tidepool <tides@tidepool.example>"),
        (
            None,
            {"from": "tides@tidepool.example", "from_name": "Gezeiten über Nacht"},
            "Gezeiten über Nacht <tides@tidepool.example>",
        ),
        (None, {}, "sender@example.com"),
        ("tides@tidepool.example, gulls@tidepool.example", {}, "sender@example.com"),
        ("möwe@tidepool.example", {}, "sender@example.com"),
    ],
)
def test_the_sender_is_the_one_declared(shown, stream, sender):
    assert str(parsed({"sent_from": shown} if shown else {}, **stream)["From"]) == sender


@pytest.mark.parametrize(
    ("shown", "recipient"),
    [
        ("jane@example.org", "jane@example.org"), ("Jane <jane@mail.example.net>", "Jane <jane@mail.example.net>"),
        ("jane@boats.example", "jane@boats.example"), ("Jane Doe <jane@company.com>", "Jane Doe <recipient@example.com>"),
        ("jane@company.com", "recipient@example.com"), ("jane@notexample.com", "recipient@example.com"),
        ("jane@example.com.evil.net", "recipient@example.com"), ("a@example.com, b@company.com", "recipient@example.com"),
        ("a@example.com <b@company.com>", "a@example.com <recipient@example.com>"), (None, "recipient@example.com"),
    ],
)  # fmt: skip
def test_the_recipient_is_at_a_name_that_belongs_to_nobody(shown, recipient):
    addresses = parsed({"sent_to": shown} if shown else {})["To"].addresses
    assert len(addresses) == 1
    assert str(addresses[0]).replace('"', "") == recipient
    assert re.fullmatch(r"(.+\.)?example\.(com|org|net)|.+\.example", addresses[0].domain)


def test_answers_go_to_an_address_only_where_one_is_known():
    assert parsed({}, reply_to="help@tidepool.example")["Reply-To"] == "help@tidepool.example"
    assert parsed({}, reply_to="the address of the poll's creator")["Reply-To"] is None


@pytest.mark.parametrize(
    ("tag", "code", "line"), [("de-CH", "de", "- Der Ort von Planung"), ("fr", "en", "- The place of Planung")]
)
def test_a_mail_that_is_only_described_says_so_in_its_own_language_where_the_site_speaks_it(tag, code, line):
    outline = [{"en": "The place of [title]", "de": "Der Ort von [title]"}]
    sample = {"language": tag, "text": None, "outline": outline, "variables": {"title": "Planung"}}
    message = parsed(sample)
    text = message.get_body(("plain",)).get_content()
    assert text.startswith(WORDS[code].word("files.mail_outline"))
    assert f"{line}\r\n" in text
    assert f'<html lang="{code}">' in html(message)


def test_a_mail_of_which_only_the_subject_is_known_says_so():
    assert read_mail(made({"text": None})).text.strip() == WORDS["en"].word("files.mail_subject_only")


def test_the_same_data_gives_the_same_bytes_and_other_data_other_boundaries():
    sample = {"event": EVENT}
    assert made(sample, attachments=CALENDAR) == made(sample, attachments=CALENDAR)
    one, two = (message_from_bytes(made({"text": text}), policy=default).get_boundary() for text in ("one", "two"))
    assert one != two


def test_an_invitation_has_the_calendar_object_twice_and_its_method_in_both_places():
    message = parsed({"event": EVENT}, attachments=CALENDAR, **{"from": "tides@tidepool.example", "from_name": 'Tides: ü, "x"'})
    assert message.get_content_type() == "multipart/mixed"
    part = calendar_part(message)
    assert part["Content-Type"].params == {"charset": "utf-8", "method": "REQUEST"}
    calendar = Calendar.from_ical(part.get_content())
    assert calendar.method == "REQUEST"
    event = calendar.events[0]
    assert event["DTSTART"].params["TZID"] == "America/New_York"
    assert [zone.tz_name for zone in calendar.timezones] == ["America/New_York"]
    assert (event.uid, event.sequence, event.DTSTAMP) == ("note.tidepool@example.com", 0, STAMP)
    assert str(event.organizer) == "mailto:tides@tidepool.example"
    assert event.organizer.params["CN"] == 'Tides: ü, "x"'
    assert str(event.attendees[0]) == "mailto:recipient@example.com"
    attached = list(message.iter_attachments())
    assert [(file.get_content_type(), file.get_filename()) for file in attached] == [("application/ics", "invite.ics")]
    assert attached[0].get_content() == part.get_content().encode()


def test_the_name_of_an_attached_file_has_no_folder_even_if_a_variable_has_one():
    """Fault: a mail program that writes the file where its name says, outside the folder for downloads."""
    sample = {"event": EVENT, "subject": "[Title]", "variables": {"Title": "../../etc/plan"}}
    message = parsed(sample, attachments=({"kind": "calendar file", "name": "[Title].ics"},))
    assert [file.get_filename() for file in message.iter_attachments()] == ["plan.ics"]


@pytest.mark.parametrize(
    ("stream", "parts"),
    [
        ({"attachments": ({"kind": "calendar file (.ics)"},)}, ["text/calendar", "application/ics"]),
        ({"attachments": ({"kind": "calendar file", "standard": "RFC 5545"},)}, ["text/calendar", "application/ics"]),
        ({"calendar": {"methods": ("REQUEST", "CANCEL")}}, ["text/calendar"]),
        ({"calendar": {"methods": ("CANCEL",)}}, []),
        ({"attachments": ({"kind": "invoice", "name": "invoice.pdf"},)}, []),
        ({}, []),
    ],
)
def test_a_calendar_object_goes_with_what_the_stream_declares(stream, parts):
    found = [part.get_content_type() for part in parsed({"event": EVENT}, **stream).walk()]
    assert [kind for kind in found if kind in ("text/calendar", "application/ics")] == parts


def test_no_event_is_made_up():
    assert [part.get_content_type() for part in parsed({}, attachments=CALENDAR).walk()][1:] == ["text/plain", "text/html"]


@pytest.mark.parametrize(
    ("start", "zone", "onsets"),
    [
        ("2024-12-28 14:00", "America/New_York", {"20240310T020000", "20241103T020000"}),
        ("2027-03-28 03:30", "Europe/Zurich", {"20270328T020000", "20271031T030000"}),
        ("2027-01-05 09:00", "Australia/Sydney", {"20270404T030000", "20271003T020000"}),
        ("2027-01-05 09:00", "Asia/Hong_Kong", set()),
    ],
)
def test_a_zone_tells_its_changes_in_the_time_before_them(start, zone, onsets):
    event = {**EVENT, "start": start, "zone": zone}
    text = calendar_part(parsed({"event": event}, attachments=CALENDAR)).get_content()
    changes = re.findall(r"BEGIN:(?:STANDARD|DAYLIGHT)\r\nDTSTART:(\w+)", text)
    assert {change for change in changes if not change[4:].startswith("0101")} == onsets
    assert f"DTSTART;TZID={zone}:{start.replace('-', '').replace(' ', 'T').replace(':', '')}00" in text


def test_an_hour_is_an_hour_when_the_clocks_change():
    event = {**EVENT, "start": "2027-10-31 01:30", "minutes": PlainScalar("180"), "zone": "Europe/Zurich"}
    invitation = read_mail(made({"event": event}, attachments=CALENDAR)).invitation
    assert (invitation.ends.astimezone(UTC) - invitation.starts.astimezone(UTC)).total_seconds() == 3 * 3600
    assert f"{invitation.ends:%H:%M}" == "03:30"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start": "2024-12-28"}, "(YYYY-MM-DD HH:MM)"), ({"start": "2024-02-30 10:00"}, "(YYYY-MM-DD HH:MM)"),
        ({"start": "2024-12-28T14:00"}, "(YYYY-MM-DD HH:MM)"), ({"start": "2024-12-28 24:00"}, "(YYYY-MM-DD HH:MM)"),
        ({"start": "0001-01-01 00:00"}, "of this century"), ({"zone": "EDT"}, "time zone from the IANA database"),
        ({"zone": "Europe/Zürich"}, "such as Europe/Zurich"), ({"zone": "../../etc/passwd"}, "time zone from the IANA"),
        ({"minutes": PlainScalar("0")}, "minutes from 1 to"), ({"minutes": PlainScalar("999999999999")}, "minutes from 1 to"),
        ({"start": "2027-03-28 02:30", "zone": "Europe/Zurich"}, "clocks in Europe/Zurich skip 2027-03-28 02:30"),
        ({"start": "2027-10-31 02:30", "zone": "Europe/Zurich"}, "clocks in Europe/Zurich show 02:30 twice that night"),
    ],
)  # fmt: skip
def test_an_event_that_cannot_take_place_is_refused(change, said):
    with pytest.raises(ValidationError, match=re.escape(said)):
        parsed({"event": {**EVENT, **change}})


def test_a_calendar_that_is_no_invitation_is_refused():
    with pytest.raises(ValueError, match="one event, not 0"):
        read_invitation(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")


# What data may hold and a message must not turn into something else.
HOSTILE = [
    "One\nBcc: victim@company.com", "One\nContent-Type: text/html\n\n<b>", "=?utf-8?q?=0D=0ABcc:_victim?=", "x" * 300, "ä" * 300,
    "Wörter und 📅 " * 40, '"><script>alert(1)</script>', "a  b\tc", "<>", '\\"', "--=_", ".", "From me", "a,b;c:d@e", "\u2028line\u2028sep",
]  # fmt: skip


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        assert all(name in ("lang", "charset", "href") for name, _ in attrs)


def check_hostile(value: str):
    sample = {
        "subject": f"Re: {value}", "sent_from": f"{value} <tides@tidepool.example>", "sent_to": f"{value} <jane@company.com>",
        "text": f"Hello {value}\n[v]\n{value}", "variables": {"v": value}, "event": {**EVENT, "title": f"{value} [v]", "location": value},
    }  # fmt: skip
    message = parsed(sample, attachments=({"kind": "calendar", "name": "[v].ics"},), from_name=value)
    assert message.keys() == ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"]
    one_line = " ".join(value.split()).replace("=?", "= ?")
    assert message["Subject"] == f"Re: {one_line}".strip()
    assert [address.domain for address in message["To"].addresses] == ["example.com"]
    assert len(message["From"].addresses) == 1
    reader = _Tags()
    reader.feed(html(message))
    assert reader.tags <= {"html", "head", "meta", "title", "body", "p", "br", "a"}
    calendar = Calendar.from_ical(calendar_part(message).get_content())
    assert (len(calendar.events), len(calendar.events[0].attendees)) == (1, 1)
    if "\\" not in value:  # icalendar 7.3 reads a backslash and an N of ours as a line break of its own
        assert str(calendar.events[0].summary) == f"{one_line} {one_line}".strip()


@pytest.mark.parametrize("value", HOSTILE)
def test_no_value_breaks_a_head_or_becomes_html(value):
    check_hostile(value)


@given(
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn"), include_characters="\n\t"), min_size=1).filter(str.strip)
)
def test_no_text_at_all_breaks_a_mail(value):
    check_hostile(value)
