"""The mail type in the form is not what most of the mail is.

AWS asks to choose the type that fits most of the mail. Marketing that is called transactional is seen in the first samples
(AWS-01).

Wrong:
    request: {mail_type: MARKETING}
    ---
    streams: [{}, {}, {volume: {typical_day: 300, max_day: 300, max_hour: 300, active_days_month: 30}}]
    ---
    request: {mail_type: MARKETING}
    streams: [{}, {}, (leave out)]
Right:
    request: {mail_type: TRANSACTIONAL}
    ---
    request: {mail_type: MARKETING}
    streams: [{}, {}, {volume: {typical_day: 300, max_day: 300, max_hour: 300, active_days_month: 30}}]
    ---
    request: {mail_type: MARKETING}
    streams: [{volume: (leave out)}]
"""

from collections.abc import Iterator

from policykit.model import Stream
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("SES-02",)
sources = ("AWS-01",)

ACTIVE_DAYS = {"b2b": 22}
"""Our own: days a month on which a product for companies sends, where the stream states none; other products send on 30."""


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """A mail type without a stream of that kind, or with the smaller part of the volume."""
    mail_type, streams = product.request.mail_type, product.streams
    if mail_type is None or not streams:
        return
    is_marketing = [stream.class_ == "marketing" for stream in streams]
    if mail_type == "MARKETING" and not any(is_marketing):
        yield Found("request.mail_type", "MARKETING, but no stream is marketing", "choose TRANSACTIONAL")
        return
    if mail_type == "TRANSACTIONAL" and all(is_marketing):
        yield Found("request.mail_type", "TRANSACTIONAL, but every stream is marketing", "choose MARKETING")
        return
    days = ACTIVE_DAYS.get(product.audience.kind or "", 30)
    months = [_month(stream, days) for stream in streams]
    if any(month is None for month in months):
        return
    marketing = sum(month or 0 for month, is_it in zip(months, is_marketing, strict=True) if is_it)
    rest = sum(month or 0 for month in months) - marketing
    larger = "MARKETING" if marketing > rest else "TRANSACTIONAL" if rest > marketing else mail_type
    if larger != mail_type:
        message = f"{mail_type}, but in an ordinary month {marketing:,} recipients get marketing and {rest:,} other mail"
        yield Found("request.mail_type", message, f"choose {larger}, or correct the volumes")


def _month(stream: Stream, days: int) -> int | None:
    volume = stream.volume
    if not volume:
        return None
    day = volume.typical_day if volume.typical_day is not None else volume.max_day
    return None if day is None else day * (volume.active_days_month or days)
