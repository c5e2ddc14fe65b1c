"""An https server on loopback that serves several hosts, each with its own certificate, as the websites of products."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import trustme

HTML = "text/html; charset=utf-8"
EXPIRED, OTHER_HOST, UNTRUSTED = "expired", "other host", "untrusted"


@dataclass(frozen=True)
class Answer:
    """What a path answers; every path of a host without a page of its own is 404."""

    body: bytes | str = ""
    status: int = 200
    headers: tuple[tuple[str, str | bytes], ...] = (("Content-Type", HTML),)

    @classmethod
    def to(cls, location: str | bytes, status: int = 301) -> Answer:
        return cls("", status, (("Location", location),))


@dataclass
class Host:
    """A host: its pages by path, `*` for all others, and what is wrong with it below HTTP."""

    pages: dict[str, Answer] = field(default_factory=dict)
    certificate: str = ""
    fails: OSError | None = None
    """Raised when somebody connects."""


@dataclass(frozen=True)
class Request:
    host: str
    method: str
    path: str
    headers: dict[str, str]


class Certificates:
    """Contexts of TLS by host name and fault; each is made once, because keys take time."""

    def __init__(self, folder: Path) -> None:
        self._authority, self._made = trustme.CA(), {}
        self.file = folder / "authority.pem"
        self._authority.cert_pem.write_to_path(str(self.file))

    def context(self, name: str, fault: str) -> ssl.SSLContext:
        if (name, fault) not in self._made:
            authority = trustme.CA() if fault == UNTRUSTED else self._authority
            until = datetime(2020, 1, 1, tzinfo=UTC) if fault == EXPIRED else None
            made = authority.issue_cert("elsewhere.example.net" if fault == OTHER_HOST else name, not_after=until)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            made.configure_cert(context)
            self._made[name, fault] = context
        return self._made[name, fault]


class Web:
    """The hosts that exist, every request to them, and `connect`, which stands in for DNS and the network."""

    def __init__(self, certificates: Certificates) -> None:
        self.hosts: dict[str, Host] = {}
        self.requests: list[Request] = []
        self.unknown = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        self._certificates = certificates
        self.port = 0

    def connect(self, address: tuple[str, int], timeout: object = None, *_: object, **__: object) -> socket.socket:
        """What `urllib3.util.connection.create_connection` does, on loopback alone."""
        host = self.hosts.get(address[0])
        assert address[1] == 443, "only https"
        if host is None:
            raise self.unknown
        if host.fails:
            raise host.fails
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def choose(self, connection: ssl.SSLObject, name: str, _: ssl.SSLContext) -> None:
        connection.context = self._certificates.context(name, self.hosts[name].certificate)

    def answer(self, request: Request) -> Answer:
        self.requests.append(request)
        pages = self.hosts[request.host].pages
        return pages.get(request.path) or pages.get("*") or Answer("<p>Not found</p>", 404)


@contextmanager
def serving(certificates: Certificates) -> Iterator[Web]:
    """The web, until the end of the block."""
    web = Web(certificates)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificates.context("localhost", "")
    context.sni_callback = web.choose
    server = _Server(("127.0.0.1", 0), _handler(web.answer))
    server.context = context
    web.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    context: ssl.SSLContext

    def get_request(self) -> tuple[socket.socket, object]:
        connection, address = self.socket.accept()
        connection.settimeout(10)
        try:
            return self.context.wrap_socket(connection, server_side=True), address
        except OSError:  # the client does not like the certificate
            connection.close()
            raise

    def handle_error(self, *_: object) -> None:
        """A client that has read enough hangs up."""


def _handler(answer: Callable[[Request], Answer]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            given = answer(Request(self.headers["Host"], self.command, self.path, dict(self.headers)))
            body = given.body.encode() if isinstance(given.body, str) else given.body
            self.send_response(given.status)
            for name, value in given.headers:
                # Headers are bytes that nobody checks.
                self._headers_buffer.append(
                    f"{name}: ".encode() + (value.encode() if isinstance(value, str) else value) + b"\r\n"
                )
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_HEAD = _any  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    return Handler
