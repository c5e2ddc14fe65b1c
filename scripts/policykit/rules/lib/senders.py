"""The senders of a product as recipients see them: one for each address, however many streams use it.

A stream that only the company's own mailbox gets is left out: nobody there has to recognise it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr

from policykit.model import Stream
from policykit.model.view import ProductView


@dataclass(frozen=True)
class Sender:
    """One address, the name shown with it, and the streams that use both."""

    address: str
    name: str
    path: str
    """The address of the first stream."""
    name_path: str
    streams: int

    @property
    def count(self) -> str:
        """How many streams, to be put behind a message; empty for one."""
        return f" ({self.streams} streams)" if self.streams > 1 else ""


def senders(product: ProductView) -> Iterator[Sender]:
    """Each pair of address and name, where the address is stated."""
    found: dict[tuple[str, str], list[tuple[str, Stream]]] = {}
    for path, stream in product.each_stream():
        if stream.from_ and not stream.recipients.internal:
            found.setdefault((stream.from_.lower(), shown_name(stream)), []).append((path, stream))
    for (address, name), streams in found.items():
        path, stream = streams[0]
        name_path = f"{path}.from_name" if stream.from_name else f"{path}.sample.sent_from"
        yield Sender(address, name, f"{path}.from", name_path, len(streams))


def shown_name(stream: Stream) -> str:
    """The name that recipients see: of the field, else of the sample; empty where there is none."""
    shown = stream.sample.sent_from
    return (stream.from_name or (parseaddr(shown)[0] if shown else "")).strip()
