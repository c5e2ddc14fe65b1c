"""Sample emails."""

import re
from collections.abc import Iterator

from policykit.model import Sample
from policykit.readiness.email_addresses import MAILBOX, is_own, is_reserved
from policykit.readiness.samples import sample_texts, shown_day
from policykit.rules import Context, Found, ProductView, rule

# Searched in small letters, which is faster than to ignore the case.
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
    """A mail that is not marketing holds an offer, asks for a rating or links to a social network.

    Such a line makes the whole mail advertising for a German court (DE-4), and may change its primary purpose under US rules
    (US-2). Recipients who asked for a code did not ask for it.

    Wrong:
        streams: [{sample: {text: "Hello [name], your code is [code]. Follow us on Instagram!"}}]
        ---
        streams: [{sample: {text: "Hello [name], your code is [code]. Save 20% off your next choir book."}}]
        ---
        streams: [{sample: {text: "Guten Tag [name], Ihr Code ist [code]. Bewerten Sie uns!", language: de}}]
    Right:
        streams: [{sample: {text: "Hello [name], your code is [code]."}}]
    Silent:
        streams: [{sample: {text: "Hello [name], review your booking and follow the link. The code is [code]."}}]
        ---
        streams: [{sample: {text: "Hello [name], your discount of 5 % is on the bill; the rate limit is 3 codes an hour."}}]
        ---
        streams: [{}, {}, {sample: {text: "Hello, follow us on Instagram and rate us. Unsubscribe:
          https://lantern.example.com/stop"}}]
    """
    # The first such words in each sample of a stream that is not marketing.
    for path, stream in product.each_stream():
        if stream.class_ == "marketing" or not stream.sample:
            continue
        for field, text in sample_texts(stream.sample):
            if match := ADVERTISING.search(text.lower()):
                message = f'`{stream.id}` is {stream.class_} mail, and its sample advertises: "{text[slice(*match.span())]}"'
                fix = "remove it, or send it as a marketing stream to people who asked for advertising"
                yield Found(f"{path}.sample.{field}", message, fix)
                break


OLD_AFTER_DAYS = 90
"""Our own: a sample of the last season still looks fresh."""


@rule("note", question="examples", covers=["MSG-09"])
def sample_date_past(product: ProductView, context: Context) -> Iterator[Found]:
    """The date in a sample mail is long past.

    A reviewer reads an old date as a mail that was copied from elsewhere, and an invitation to a day that is over as a test.

    Wrong:
        streams: [{sample: {date: 2026-05-04}}]
        ---
        streams: [{}, {sample: {event: {title: Rehearsal, start: "2026-05-04 19:00", minutes: 90, zone: Europe/Dublin}}}]
    Right:
        streams: [{sample: {date: 2026-11-20}}]
        ---
        streams: [{sample: {date: 2027-05-04}}]
    """
    # Each sample whose day is older.
    for path, stream in product.each_stream():
        day = shown_day(stream.sample) if stream.sample else None
        if day and (context.today - day[1]).days > OLD_AFTER_DAYS:
            age = (context.today - day[1]).days
            message = f"the sample shows {day[1]}, {age:,} days ago"
            yield Found(f"{path}.sample.{day[0]}", message, "show a day in the near future")


@rule("warning", question="examples", covers=["MSG-08"], sources=["R-2606"])
def sample_names_a_third_party(product: ProductView) -> Iterator[Found]:
    """A sample mail shows an address at a domain that belongs to somebody else.

    A public sample with a real address brings mail to people who never asked. RFC 2606 keeps example.com, example.net and
    example.org for this (R-2606).

    Wrong:
        streams: [{sample: {sent_to: jane@choirs.net}}]
        ---
        streams: [{sample: {text: "Hello [name], your code is [code]. Questions? Write to help@choirs.net."}}]
    Right:
        streams: [{sample: {sent_to: Jane <jane@example.org>}}]
        ---
        streams: [{sample: {text: "Hello [name], your code is [code]. Questions? Write to help@lantern.example.com."}}]
    """
    # The first such address in each field of a sample.
    for path, stream in product.each_stream():
        for field, text in _fields(stream.sample) if stream.sample else ():
            hosts = (match["host"] for match in MAILBOX.finditer(text)) if "@" in text else ()
            foreign = next((host for host in hosts if not is_reserved(host) and not is_own(product, host)), None)
            if foreign:
                message = f"an address at {foreign}, which is not yours"
                yield Found(f"{path}.sample.{field}", message, "use an address at example.com instead")


def _fields(sample: Sample) -> Iterator[tuple[str, str]]:
    yield "sent_from", sample.sent_from or ""
    yield "sent_to", sample.sent_to or ""
    yield from sample_texts(sample)
    yield from (("variables", value) for value in sample.variables.values())


SATURDAY = 5


@rule("note", question="examples", covers=["MSG-09"])
def sample_on_a_weekend(product: ProductView) -> Iterator[Found]:
    """A sample mail between businesses shows a date on a weekend.

    Business meetings rarely take place on Saturday or Sunday; a sample that shows one looks invented.

    Wrong:
        audience: {kind: b2b}
        streams: [{sample: {date: 2027-01-02}}]
    Right:
        audience: {kind: b2b}
        streams: [{sample: {date: 2027-01-04}}]
        ---
        streams: [{sample: {date: 2027-01-02}}]
    """
    # Each such day, where the product is for businesses only.
    if product.audience.kind != "b2b":
        return
    for path, stream in product.each_stream():
        day = shown_day(stream.sample) if stream.sample else None
        if day and day[1].weekday() >= SATURDAY:
            message = f"{day[1]} is a {day[1]:%A}, and the audience is businesses"
            yield Found(f"{path}.sample.{day[0]}", message, "show a working day")


# Winter and summer time of one zone count as one; UTC goes with all.
ZONES = {
    "EST": "Eastern", "EDT": "Eastern", "CST": "Central", "CDT": "Central", "MST": "Mountain", "MDT": "Mountain",
    "PST": "Pacific", "PDT": "Pacific", "GMT": "London", "BST": "London", "CET": "Paris", "CEST": "Paris", "MEZ": "Paris",
    "MESZ": "Paris", "HKT": "Hong Kong", "SGT": "Singapore", "JST": "Tokyo", "AEST": "Sydney", "AEDT": "Sydney",
}  # fmt: skip
ZONE = re.compile(rf"\b(?:{'|'.join(ZONES)})\b")


@rule("note", question="examples", covers=["MSG-09"])
def time_zones_mixed(product: ProductView) -> Iterator[Found]:
    """Time-zone abbreviations of different zones stand side by side.

    "EST" in the sample and "CST" in the office hours make a reader ask where you are. Abbreviations are ambiguous, too: CST is
    also China's time. The names of the IANA database are not.

    Wrong:
        contacts: {support: {availability: {days: Monday to Friday, from: "09:00", to: "17:00", time_zone: CST}}}
        streams: [{}, {sample: {text: "Hello [name], the rehearsal is on [day], 7 PM EST."}}]
    Right:
        contacts: {support: {availability: {days: Monday to Friday, from: "09:00", to: "17:00", time_zone: Europe/Dublin}}}
        streams: [{}, {sample: {text: "Hello [name], the rehearsal is on [day], 7 PM GMT."}}]
        ---
        streams: [{}, {sample: {text: "Hello [name], the rehearsal is on [day], 7 PM EST, from April EDT (UTC-4)."}}]
    """
    # The first abbreviation of another zone than the first one.
    first: tuple[str, str] | None = None
    for path, text in _times(product):
        for found in ZONE.findall(text):
            if first is None:
                first = (found, path)
            elif ZONES[found] != ZONES[first[0]]:
                message = f"{found} here, {first[0]} in {first[1]}"
                yield Found(path, message, "use one zone, by its IANA name such as America/New_York")
                return


def _times(product: ProductView) -> Iterator[tuple[str, str]]:
    for path, stream in product.each_stream():
        if stream.sample:
            yield from ((f"{path}.sample.{field}", text) for field, text in sample_texts(stream.sample))
    for role, contact in product.contacts.items():
        if contact.availability:
            yield f"contacts.{role}.availability.time_zone", contact.availability.time_zone
