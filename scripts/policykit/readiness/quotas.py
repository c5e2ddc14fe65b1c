"""Derives the daily quota and the maximum send rate to request from a product's figures.

Stated numbers take precedence over derived ones. A number that the figures do not support is None and becomes a blank. SES
counts recipients, not messages (developer guide, "Service quotas").
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from policykit.catalog.languages import Language
from policykit.model import Figure, Product, Stream

Span = Literal["day", "hour"]
_AT_PEAK: dict[Span, str] = {"day": "on our busiest day", "hour": "in our busiest hour"}
_SECONDS_PER_HOUR = 3600


@dataclass(frozen=True)
class Quota:
    """A number to request, and an English sentence with the figures behind it; empty if no figure is stated."""

    number: int | Decimal
    basis: str


@dataclass(frozen=True)
class Quotas:
    """The quotas to request: emails in 24 hours and emails per second; None if the figures do not say."""

    daily: Quota | None
    rate: Quota | None


@dataclass(frozen=True)
class _Peak:
    number: int
    sentence: str


def quotas_of(product: Product, language: Language) -> Quotas:
    """Return the quotas to request for `product`; `language` formats the numbers.

    Monthly figures and bursts are ignored: they do not determine the busiest day or hour.
    """
    request = product.request
    day, hour = _peak(product, "day", language), _peak(product, "hour", language)
    rate_of_hour = max(1, -(-hour.number // _SECONDS_PER_HOUR)) if hour else None
    return Quotas(
        daily=_quota(request.daily_quota, day.number if day else None, day),
        rate=_quota(request.send_rate, rate_of_hour, hour),
    )


def _quota(stated: int | Decimal | None, derived: int | None, peak: _Peak | None) -> Quota | None:
    number = derived if stated is None else stated
    return None if number is None else Quota(number, peak.sentence if peak else "")


def _peak(product: Product, span: Span, language: Language) -> _Peak | None:
    """Return the busiest stated day or hour: the largest overall figure, or the sum of all streams if it is larger."""
    found = [_Peak(figure.max, _of_figure(figure, span, language)) for figure in product.volume.figures if figure.per == span]
    each = [_most(stream, span) for stream in product.streams]
    stated = [number for number in each if number is not None]
    if stated and len(stated) == len(each):
        found.append(_Peak(sum(stated), _of_streams(stated, span, language)))
    return max(found, key=lambda peak: peak.number, default=None)


def _most(stream: Stream, span: Span) -> int | None:
    if not stream.volume:
        return None
    return stream.volume.max_day if span == "day" else stream.volume.max_hour


def _of_figure(figure: Figure, span: Span, language: Language) -> str:
    number = language.span(None, figure.max, fewer=bool(figure.fewer_than_max))
    amount = number if figure.fewer_than_max else f"at most {number}"
    start = "We send" if figure.kind == "current" else "We expect"
    if figure.months_ahead:
        start = f"In {language.duration(figure.months_ahead, 'month')} we expect"
    return f"{start} {amount} {_emails(figure.max)} {_AT_PEAK[span]}."


def _of_streams(numbers: list[int], span: Span, language: Language) -> str:
    total = sum(numbers)
    sentence = f"We expect at most {language.number(total)} {_emails(total)} {_AT_PEAK[span]}"
    if len(numbers) == 1:
        return f"{sentence}."
    return f"{sentence}: {' + '.join(map(language.number, numbers))} for our {len(numbers)} kinds of email."


def _emails(number: int) -> str:
    return "email" if number == 1 else "emails"
