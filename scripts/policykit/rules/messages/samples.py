"""Sample emails."""

import re
from collections.abc import Iterator

from policykit.model import Sample
from policykit.readiness.email_addresses import MAILBOX, is_own, is_reserved
from policykit.readiness.samples import sample_texts, shown_day
from policykit.rules import Context, Found, ProductView, rule

# Searched in lowercase, which is faster than ignoring case.
ADVERTISING = re.compile(
    r"\b(?:special|exclusive|limited[- ]time|introductory) offers?\b|\b(?:save )?\d+ ?% off\b|\bsave (?:up to )?\d+ ?%"
    r"|\b(?:discount|promo|coupon|voucher) codes?\b|\b(?:rate|review|recommend) us\b|\bleave (?:us )?a (?:review|rating)\b"
    r"|\bfollow us\b|\blike us on\b|\b(?:buy|shop|order) now\b|\brefer a friend\b|\bcheck out our (?:new|latest|other)\b"
    r"|https?://(?:www\.)?(?:facebook|instagram|twitter|x|tiktok|linkedin|youtube|pinterest|xing)\.com/\S+"
    r"|\b(?:sonderangebot|rabattcode|rabattaktion|gutscheincode)\w*|\bbewerten sie uns\b|\bfolgen sie uns\b"
    r"|\b\d+ ?% (?:rabatt auf|sparen)\b|\bjetzt (?:kaufen|bestellen|sparen)\b|\bempfehlen sie uns\b"
)


@rule("warning", question="examples", covers=["MSG-06"], sources=["DE-4", "US-2"])
def advertising_in_service_mail(product: ProductView) -> Iterator[Found]:
    """An email that is not marketing contains advertising.

    One such line makes the complete email advertising for a German court, and it may do so under US rules. People who asked
    for a code did not ask for an offer.

    Fix: Remove it, or send it as a marketing stream to people who asked for advertising.

    Wrong:
        streams:
          - id: sign-in-code
            sample: {text: "Hello [name], your code is [code]. Follow us on Instagram!"}
        ---
        streams: [{sample: {text: "Hello [name], your code is [code]. Save 20% off your next choir book."}}]
        ---
        streams: [{sample: {text: "Guten Tag [name], Ihr Code ist [code]. Bewerten Sie uns!", language: de}}]
    Right:
        streams:
          - id: sign-in-code
            sample: {text: "Hello [name], your code is [code]."}
    Silent:
        streams: [{sample: {text: "Hello [name], review your booking and follow the link. The code is [code]."}}]
        ---
        streams: [{sample: {text: "Hello [name], your discount of 5 % is on the bill; the rate limit is 3 codes an hour."}}]
        ---
        streams: [{}, {}, {sample: {text: "Hello, follow us on Instagram and rate us. Unsubscribe:
          https://lantern.example.com/stop"}}]
    """
    for path, stream in product.each_stream():
        if stream.class_ == "marketing" or not stream.sample:
            continue
        for field, text in sample_texts(stream.sample):
            if match := ADVERTISING.search(text.lower()):
                yield Found(
                    f"{path}.sample.{field}",
                    'The sample of `{stream}` says "{words}", but the stream is not marketing.',
                    stream=stream.id,
                    words=text[slice(*match.span())],
                )
                break


OLD_AFTER_DAYS = 90
"""Our own: a sample of the last season still looks fresh."""


@rule("note", question="examples", covers=["MSG-09"])
def sample_date_past(product: ProductView, context: Context) -> Iterator[Found]:
    """The date in a sample email is long past.

    With an old date, the sample looks as if it were copied from somewhere, and an invitation to a past day looks like a test.

    Fix: Show a day in the near future.

    Wrong:
        streams: [{id: sign-in-code, sample: {date: 2026-05-04}}]
        ---
        streams: [{}, {sample: {event: {title: Rehearsal, start: "2026-05-04 19:00", minutes: 90, zone: Europe/Dublin}}}]
    Right:
        streams: [{id: sign-in-code, sample: {date: 2027-05-04}}]
        ---
        streams: [{sample: {date: 2026-11-20}}]
    """
    for path, stream in product.each_stream():
        day = shown_day(stream.sample) if stream.sample else None
        if day and (age := (context.today - day[1]).days) > OLD_AFTER_DAYS:
            yield Found(f"{path}.sample.{day[0]}", "The sample shows {day}, which is {age} days ago.", day=day[1], age=age)


@rule(
    "note",
    question="examples",
    covers=["MSG-08"],
    sources=["R-2606"],
    severity_because="AWS does not ask about it.",
)
def sample_names_a_third_party(product: ProductView) -> Iterator[Found]:
    """A sample email shows an address at someone else's domain.

    A published address gets email from people its owner never heard of. The domains example.com, example.net and example.org
    are reserved for samples.

    Fix: Use an address at example.com instead.

    Wrong:
        streams: [{id: sign-in-code, sample: {sent_to: jane@choirs.net}}]
        ---
        streams: [{sample: {text: "Hello [name], your code is [code]. Questions? Write to help@choirs.net."}}]
    Right:
        streams: [{id: sign-in-code, sample: {sent_to: Jane <jane@example.com>}}]
        ---
        streams: [{sample: {text: "Hello [name], your code is [code]. Questions? Write to help@lantern.example.com."}}]
    """
    for path, stream in product.each_stream():
        for field, text in _fields(stream.sample) if stream.sample else ():
            hosts = (match["host"] for match in MAILBOX.finditer(text)) if "@" in text else ()
            foreign = next((host for host in hosts if not is_reserved(host) and not is_own(product, host)), None)
            if foreign:
                yield Found(
                    f"{path}.sample.{field}", "The sample shows an address at {host}, which is not your domain.", host=foreign
                )


def _fields(sample: Sample) -> Iterator[tuple[str, str]]:
    yield "sent_from", sample.sent_from or ""
    yield "sent_to", sample.sent_to or ""
    yield from sample_texts(sample)
    yield from (("variables", value) for value in sample.variables.values())


# Winter and summer time of one zone count as one; UTC goes with all.
ZONES = {
    "EST": "Eastern", "EDT": "Eastern", "CST": "Central", "CDT": "Central", "MST": "Mountain", "MDT": "Mountain",
    "PST": "Pacific", "PDT": "Pacific", "GMT": "London", "BST": "London", "CET": "Paris", "CEST": "Paris", "MEZ": "Paris",
    "MESZ": "Paris", "HKT": "Hong Kong", "SGT": "Singapore", "JST": "Tokyo", "AEST": "Sydney", "AEDT": "Sydney",
}  # fmt: skip
ZONE = re.compile(rf"\b(?:{'|'.join(ZONES)})\b")


@rule("note", question="examples", covers=["MSG-09"])
def time_zones_mixed(product: ProductView) -> Iterator[Found]:
    """Abbreviations of different time zones appear in the sample emails.

    With "EST" in one sample and "CST" in another, a reader asks which time you mean. Abbreviations are ambiguous, too: CST is
    also China's time.

    Fix: Use one time zone, by its IANA name such as America/New_York.

    Wrong:
        streams: [{}, {sample: {text: "Hello [name], the rehearsal is on [day], 7 PM EST. Office hours end at 5 PM CST."}}]
    Right:
        streams: [{}, {sample: {text: "Hello [name], the rehearsal is on [day], 7 PM EST, from April EDT (UTC-4)."}}]
    Silent:
        contacts: {support: {availability: {days: Monday to Friday, from: "09:00", to: "17:00", time_zone: CST}}}
        streams: [{}, {sample: {text: "Hello [name], the rehearsal is on [day], 7 PM EST."}}]
    """
    first = ""
    for path, stream in product.each_stream():
        for field, text in sample_texts(stream.sample) if stream.sample else ():
            for found in ZONE.findall(text):
                first = first or found
                if ZONES[found] != ZONES[first]:
                    yield Found(f"{path}.sample.{field}", "Your samples show both {zone} and {other}.", zone=first, other=found)
                    return
