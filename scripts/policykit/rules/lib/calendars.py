"""Helpers for streams with calendar objects (RFC 5545), and for streams about updates or cancellations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.model import Attachment, Stream
from policykit.model.view import ProductView

# Only events count: canceling an account, an order or a subscription is something else.
_CANCELLATION = re.compile(r"\bcancel|\bcall(?:ed)? off\b", re.I)
_UPDATE = re.compile(r"\bupdates?\b|\bchang|\breschedul|\bmoved\b", re.I)
_OTHER_MATTER = re.compile(r"\b(?:account|subscription|order|password|payment|billing|backup|address|membership)", re.I)


def calendar_file(stream: Stream) -> int | None:
    """Return the index of the calendar file in the attachments; None if there is none."""
    return next((index for index, file in enumerate(stream.attachments) if _is_calendar(file)), None)


def _is_calendar(file: Attachment) -> bool:
    description = f"{file.name or ''} {' '.join(file.kind.root.values())}".lower()
    return ".ics" in description or "RFC 5545" in (file.standard or "")


def invitations(product: ProductView) -> Iterator[tuple[str, Stream]]:
    """Yield the streams with a calendar object, each with its path."""
    for path, stream in product.each_stream():
        if stream.calendar or (stream.attachments and calendar_file(stream) is not None):
            yield path, stream


def is_cancellation(stream: Stream) -> bool:
    """Whether a stream announces that an event is canceled."""
    return _is_about(stream, _CANCELLATION)


def is_update(stream: Stream) -> bool:
    """Whether a stream announces a change to an event."""
    return _is_about(stream, _UPDATE)


def _is_about(stream: Stream, matter: re.Pattern[str]) -> bool:
    name = f"{stream.id.replace('-', ' ')}; {stream.title.root['en']}"
    return bool(matter.search(name)) and not _OTHER_MATTER.search(name)
