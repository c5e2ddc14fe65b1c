"""A real DNS server on loopback, over UDP and TCP, that answers from a zone file and misbehaves where a test says so."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from dnslib import QTYPE, RCODE, RR, DNSRecord
from dnslib.server import BaseResolver, DNSHandler, DNSLogger, TCPServer, UDPServer


class _Nothing(Exception):
    """No answer at all."""


@dataclass
class Zones(BaseResolver):
    """The zones of the server. `odd` says how it answers about a name, or a type and a name, instead; it may change while it runs.

    SERVFAIL, REFUSED and other codes; `loop` (SERVFAIL, except for CNAME); `silent`; `truncated` (complete over TCP alone), `cut` (not even there), `malformed`.
    """

    zone: str
    odd: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Protocol and question of everything that was asked."""

    def __post_init__(self) -> None:
        self.records = [(str(record.rname).rstrip(".").lower(), record) for record in RR.fromZone(self.zone)]

    def resolve(self, request: DNSRecord, handler: DNSHandler) -> DNSRecord:
        name, kind, reply = str(request.q.qname).rstrip(".").lower(), QTYPE[request.q.qtype], request.reply()
        self.asked.append((handler.protocol, f"{kind} {name}"))
        odd = self.odd_at(kind, name)
        if odd == "loop" and kind != "CNAME":
            odd = "SERVFAIL"
        if odd in ("SERVFAIL", "REFUSED", "NOTIMP"):
            reply.header.rcode = getattr(RCODE, odd)
            return reply
        if odd == "silent" or (odd == "cut" and handler.protocol == "tcp"):
            raise _Nothing
        if odd in ("truncated", "cut") and handler.protocol == "udp":
            reply.header.tc = 1  # its own `truncate` leaves the question out
            return reply
        self._answer(reply, name, kind, seen=())
        return reply

    def odd_at(self, kind: str, name: str) -> str | None:
        return self.odd.get(f"{kind} {name}") or self.odd.get(name)

    def _answer(self, reply: DNSRecord, name: str, kind: str, seen: tuple[str, ...]) -> None:
        for owner, record in self.records:
            if owner == name and QTYPE[record.rtype] in (kind, "CNAME"):
                reply.add_answer(record)
                target = str(record.rdata).rstrip(".").lower()
                if QTYPE[record.rtype] == "CNAME" != kind and target not in seen:
                    self._answer(reply, target, kind, (*seen, name))
        if not any(owner == name or owner.endswith(f".{name}") for owner, _ in self.records):
            reply.header.rcode = RCODE.NXDOMAIN


class _Handler(DNSHandler):
    def handle(self) -> None:
        with suppress(_Nothing):
            super().handle()

    def get_reply(self, data: bytes) -> bytes:
        wire = super().get_reply(data)
        asked = DNSRecord.parse(data).q
        if self.server.resolver.odd_at(QTYPE[asked.qtype], str(asked.qname).rstrip(".").lower()) == "malformed":
            return wire[:6] + b"\x00\x09" + wire[8:]  # announces nine answers
        return wire


def _same_port() -> tuple[UDPServer, TCPServer]:
    for _ in range(20):
        udp = UDPServer(("127.0.0.1", 0), _Handler)
        try:
            return udp, TCPServer(udp.server_address, _Handler)
        except OSError:  # somebody else has that port for TCP
            udp.server_close()
    raise OSError("no port is free for both UDP and TCP")


@contextmanager
def serving(zones: Zones) -> Iterator[str]:
    """Serves the zones; gives the value for `--nameserver`."""
    servers = _same_port()
    for server in servers:
        server.resolver, server.logger = zones, DNSLogger("-request,-reply,-truncated,-error")
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"127.0.0.1:{servers[0].server_address[1]}"
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def closed_port() -> str:
    """A name server that does not exist."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"
