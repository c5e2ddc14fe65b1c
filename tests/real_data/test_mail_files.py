"""Each sample mail of each product, as its file on the site has it."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default

from icalendar import Calendar
from projects import examples, needs, pages_of, settings

from policykit.catalog.loader import load
from policykit.mail.eml import is_invitation, sender_of

CATALOGUE = load(settings())


def mails(slug: str, code: str = "en"):
    """Stream -> parsed message, of the site's own files."""
    streams = {f"products/{slug}/samples/{s.id}.eml": s for s in CATALOGUE.products[slug].product.streams}
    files = {uri: content for uri, content in pages_of(CATALOGUE, code).items() if uri in streams}
    assert set(files) == {uri for uri, stream in streams.items() if stream.sample}
    return [(streams[uri], content, message_from_bytes(content, policy=default)) for uri, content in files.items()]


def test_it_is_the_same_file_in_every_language(slug, other):
    assert [content for _, content, _ in mails(slug, other)] == [content for _, content, _ in mails(slug)]


def test_it_is_a_sound_message_with_text_and_html(slug):
    for stream, content, message in mails(slug):
        assert [part.defects for part in message.walk() if part.defects] == [], stream.id
        assert content.isascii()
        for kind in ("plain", "html"):
            part = message.get_body((kind,))
            assert part.get_content_charset() == "utf-8"
            assert part.get_content().strip()


def test_it_says_what_the_sample_says(slug):
    for stream, _, message in mails(slug):
        assert str(message["From"]) == str(sender_of(stream))
        if stream.sample.sent_from:
            assert str(message["From"]) == stream.sample.sent_from
        subject, text = stream.sample.subject, stream.sample.text
        for name, value in stream.sample.variables.items():
            subject = subject.replace(f"[{name}]", value)
            text = text and text.replace(f"[{name}]", value)
        assert message["Subject"] == subject
        if text:
            assert message.get_body(("plain",)).get_content().replace("\r\n", "\n").strip() == text.strip()


def test_no_bracket_is_left_and_no_recipient_is_real(slug):
    for _, _, message in mails(slug):
        texts = [str(value) for value in message.values()]
        texts += [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
        assert [found for text in texts for found in re.findall(r"\[[^\]]*\]", text)] == []
        assert {address.domain for address in message["To"].addresses} == {"example.com"}


def test_an_invitation_has_a_sound_calendar_object(slug):
    for stream, _, message in mails(slug):
        parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        assert len(parts) == (1 if is_invitation(stream) and stream.sample.event else 0), stream.id
        for part in parts:
            calendar = Calendar.from_ical(part.get_content())
            assert calendar.method == part["Content-Type"].params["method"] == "REQUEST"
            assert (calendar.errors, calendar.get_missing_tzids(), len(calendar.events)) == ([], set(), 1)
            event, declared = calendar.events[0], stream.sample.event
            assert (event.start, event.end) == (declared.starts, declared.ends)
            assert event["DTSTART"].params["TZID"] == event["DTEND"].params["TZID"] == declared.zone
            assert event.uid == f"{stream.id}.{slug}@example.com"
            assert (event.sequence, str(event.organizer)) == (0, f"mailto:{message['From'].addresses[0].addr_spec}")
            assert str(event.attendees[0]) == f"mailto:{message['To'].addresses[0].addr_spec}"
            assert message["Date"].datetime == event.DTSTAMP


def test_the_calendar_products_have_an_invitation():
    needs("candlefish", "numstro")
    invited = {
        slug for slug in examples(CATALOGUE) for stream, _, _ in mails(slug) if is_invitation(stream) and stream.sample.event
    }
    assert {"candlefish", "numstro"} <= invited


def test_the_event_of_candlefish_is_the_one_in_its_text():
    needs("candlefish")
    event = next(s.sample.event for s in CATALOGUE.products["candlefish"].product.streams if s.sample)
    assert (f"{event.starts:%B %d, %Y %I:%M %p %Z}", event.minutes, event.example) == (
        "December 28, 2024 02:00 PM EST",
        60,
        None,
    )


def test_the_event_of_numstro_is_declared_as_an_example():
    needs("numstro")
    assert next(s.sample.event for s in CATALOGUE.products["numstro"].product.streams if s.sample).example


def test_the_files_page_shows_and_links_each_mail(slug, code):
    uris, language = pages_of(CATALOGUE, code), CATALOGUE.languages[code]
    page = uris[f"products/{slug}/files/index.md"]
    links = re.findall(r'href="\.\./([^"]+\.(?:eml|txt|zip))"', page)
    assert [link for link in links if f"products/{slug}/{link}" not in uris] == []
    assert f"{slug}.zip" in links
    assert page.count("md-button--primary") == 1
    for stream, _, message in mails(slug):
        assert f"samples/{stream.id}.eml" in links
        assert str(message["Subject"]) in page
        if stream.sample.event and stream.sample.event.example:
            assert language.word("files.example_event") in page
    missing = [stream for stream in CATALOGUE.products[slug].product.streams if not stream.sample]
    assert ("{ #samples-missing }" in page) == bool(missing)
    assert [stream.id for stream in missing if language.text(stream.title)[0] not in page] == []
