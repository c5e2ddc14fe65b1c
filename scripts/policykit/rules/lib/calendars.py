"""Streams that carry calendar objects (RFC 5545), and those that are about a change or a cancellation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.model import Attachment, Stream
from policykit.model.view import ProductView

# A meeting is cancelled; an account, an order or a subscription is another matter.
_CANCELLATION = re.compile(r"\bcancel|\bcall(?:ed)? off\b", re.I)
_UPDATE = re.compile(r"\bupdates?\b|\bchang|\breschedul|\bmoved\b", re.I)
_OTHER_MATTER = re.compile(r"\b(?:account|subscription|order|password|payment|billing|backup|address|membership)", re.I)


def calendar_file(stream: Stream) -> int | None:
    """The place of the calendar file among the attachments."""
    return next((index for index, file in enumerate(stream.attachments) if _is_calendar(file)), None)


def _is_calendar(file: Attachment) -> bool:
    said = f"{file.name or ''} {' '.join(file.kind.root.values())}".lower()
    return ".ics" in said or "RFC 5545" in (file.standard or "")


def invitations(product: ProductView) -> Iterator[tuple[str, Stream]]:
    """The streams with a calendar object, each with its path."""
    for path, stream in product.each_stream():
        if stream.calendar or (stream.attachments and calendar_file(stream) is not None):
            yield path, stream


def is_cancellation(stream: Stream) -> bool:
    """Whether a stream says that an event does not take place."""
    return _is_about(stream, _CANCELLATION)


def is_update(stream: Stream) -> bool:
    """Whether a stream tells of a change to an event."""
    return _is_about(stream, _UPDATE)


def _is_about(stream: Stream, matter: re.Pattern[str]) -> bool:
    said = f"{stream.id.replace('-', ' ')}; {stream.title.root['en']}"
    return bool(matter.search(said)) and not _OTHER_MATTER.search(said)
