"""Lists the senders of a product as recipients see them: one per address and name, for all streams that use it.

Streams to the company's own mailbox are left out, because nobody there has to recognize the sender.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr

from policykit.model import Stream
from policykit.model.view import ProductView


@dataclass(frozen=True)
class Sender:
    """An address, the name shown with it, and the number of streams that use both."""

    address: str
    name: str
    path: str
    """Path of the address in the first stream."""
    name_path: str
    streams: int

    @property
    def count(self) -> str:
        """The number of streams, as a suffix for a message; empty for one stream."""
        return f" ({self.streams} streams)" if self.streams > 1 else ""


def senders(product: ProductView) -> Iterator[Sender]:
    """Yield each pair of address and name for which the address is stated."""
    found: dict[tuple[str, str], list[tuple[str, Stream]]] = {}
    for path, stream in product.each_stream():
        if stream.from_ and not stream.recipients.internal:
            found.setdefault((stream.from_.lower(), shown_name(stream)), []).append((path, stream))
    for (address, name), streams in found.items():
        path, stream = streams[0]
        name_path = f"{path}.from_name" if stream.from_name else f"{path}.sample.sent_from"
        yield Sender(address, name, f"{path}.from", name_path, len(streams))


def shown_name(stream: Stream) -> str:
    """Return the name that recipients see, from the field or else the sample; empty if there is none."""
    shown = stream.sample.sent_from
    return (stream.from_name or (parseaddr(shown)[0] if shown else "")).strip()


def only_accounts(product: ProductView) -> bool:
    """Whether all email outside the company goes to addresses that their owners confirmed for an account."""
    others = [stream for stream in product.streams if not stream.recipients.internal]
    return bool(others) and all(stream.recipients.verified == "account" for stream in others)
