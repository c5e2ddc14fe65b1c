"""Requests the pages of a product's website, one after the other: GET only, https only, at most ten redirects."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urldefrag, urljoin, urlsplit

import requests
from pydantic import TypeAdapter, ValidationError
from urllib3.exceptions import HTTPError

from policykit.model.evidence import Look, WebLook
from policykit.model.scalars import Url
from policykit.model.view import ProductView
from policykit.readiness.evidence.web import PAGES

from .looking import Looking, NoAnswer
from .page import Page, page_of

MOST_REDIRECTS = 10
MOST_BYTES = 2_000_000
"""How much of a page is read."""
E = TypeVar("E", bound=BaseException)

_EXPIRED, _OTHER_HOST = 10, 62
"""Codes of OpenSSL."""
_ELSEWHERE = "docs.aws.amazon.com"
"""A host in order: if its name is not found or its certificate is refused as well, the reason is on this side."""
_BUSY = (403, 408, 429)
"""A firewall answers so to programs, while a browser may see the page."""
_ADDRESS: TypeAdapter[str] = TypeAdapter(Url)


@dataclass(frozen=True)
class Answer:
    """The last answer to a request: its address, and the page or why there is none."""

    url: str | None
    status: int | None = None
    problem: str | None = None
    page: Page | None = None


class _Session(requests.Session):
    """A session that follows nothing by itself: on its way it would read the whole body of each redirect."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Return no address; `_read` does."""


def look(product: ProductView, looking: Looking) -> Iterator[Look]:
    """Yield one look after the other; the website itself comes first."""
    addresses = dict.fromkeys(filter(None, (getattr(product.website, name) for name in PAGES)))
    names = tuple(dict.fromkeys(filter(None, (product.name, product.company.name))))
    home: Answer | None = None
    with session_for(looking) as session:
        for address in addresses:
            try:
                answer = _answer(session, address, looking.timeout)
            except NoAnswer as error:
                yield looking.failed(WebLook, address, str(error))
                continue
            same = home is not None and address != product.website.url and _is_same(answer, home)
            yield looking.saw(WebLook, address, **_seen(answer, names), **({"same_as": product.website.url} if same else {}))
            if address == product.website.url:
                home = answer


def session_for(looking: Looking) -> requests.Session:
    """Return a session that says who asks, and sends no password."""
    session = _Session()
    session.headers["User-Agent"] = f"ses-production-access-kit/{looking.by} (checks that its owner's website answers)"
    session.headers["Accept"] = "text/html, application/xhtml+xml"
    session.headers["Accept-Encoding"] = "identity"
    session.auth = lambda request: request  # otherwise requests reads passwords from ~/.netrc
    return session


def is_online() -> bool:
    """Whether this computer can look up names at all."""
    try:
        return bool(socket.getaddrinfo(_ELSEWHERE, 443))
    except OSError:
        return False


def are_certificates_known(timeout: float) -> bool:
    """Whether this computer trusts the certificate of a host that is in order: a network may replace all of them."""
    try:
        with _Session() as session:
            session.get(f"https://{_ELSEWHERE}/", stream=True, timeout=timeout, auth=lambda request: request).close()
    except requests.exceptions.SSLError:
        return False
    except (OSError, HTTPError):
        return True
    return True


def _seen(answer: Answer, names: tuple[str, ...]) -> dict[str, object]:
    seen: dict[str, object] = {"url": answer.url, "status": answer.status, "problem": answer.problem}
    if page := answer.page:
        seen |= {
            "names": tuple(name for name in names if page.has(name)),
            "words": page.words,
            "scripts": page.has_scripts,
            "login": page.is_login,
            "parked": page.parked or None,
            "sign_up": page.has_sign_up,
            "email": page.mentions_email,
        }
    return seen


def _is_same(answer: Answer, home: Answer) -> bool:
    """Whether the page is the website's own: at the same address, or with the same text."""
    if not (answer.page and home.page and answer.url and home.url):
        return False
    return urldefrag(answer.url)[0] == urldefrag(home.url)[0] or (answer.page.text == home.page.text != "")


def _answer(session: requests.Session, address: str, timeout: float) -> Answer:
    """Request an address and follow its redirects. Raises `NoAnswer`."""
    url, status = address, None
    for _ in range(MOST_REDIRECTS + 1):
        if not _is_public(url):
            return Answer(None, status, "no_host" if url == address else "redirect_loop")
        if not url.startswith("https:"):
            return Answer(url, status, "not_https")
        try:
            with session.get(url, allow_redirects=False, stream=True, timeout=timeout) as response:
                status = int(response.status_code)
                answer, target = _read(response, url, timeout)
        except (OSError, HTTPError, ValueError) as error:
            return Answer(url, None, _problem(error, timeout))
        if target is None:
            return answer
        try:
            url = requests.utils.requote_uri(urljoin(url, target))
        except (OSError, ValueError):
            return Answer(None, status, "redirect_loop")
    return Answer(None, status, "redirect_loop")


def _is_public(url: str) -> bool:
    """Whether an address can be one of the public web. A redirect may lead anywhere: to `file:` or into one's own network."""
    try:
        host = urlsplit(_ADDRESS.validate_python(url)).hostname or ""
    except (ValidationError, ValueError):
        return False
    try:
        return ipaddress.ip_address(host.rstrip(".")).is_global
    except ValueError:
        return True


def _read(response: requests.Response, url: str, timeout: float) -> tuple[Answer, str | None]:
    """Return the answer, and where it redirects to."""
    status = int(response.status_code)
    if response.is_redirect:
        try:
            return Answer(url, status), response.headers["Location"].encode("latin-1").decode()
        except UnicodeError:
            return Answer(None, status, "redirect_loop"), None
    if status in _BUSY or status >= 500:
        raise NoAnswer(f"the server refuses or fails for now (status {status}): open the page in a browser, then try again")
    if status != requests.codes.ok:
        return Answer(url, status), None
    kind, _, rest = str(response.headers.get("Content-Type", "text/html")).partition(";")
    content = _content(response, timeout) if kind.strip().lower() in ("text/html", "application/xhtml+xml") else None
    if content is None or (b"\0" in content[:1024] and "utf-16" not in rest.lower()):
        return Answer(url, status, "not_html"), None
    page = page_of(content, rest.lower().partition("charset=")[2].partition(";")[0].strip(" \"';"))
    if page.refresh and urljoin(url, page.refresh) != url:
        return Answer(url, status), page.refresh
    return Answer(url, status, page=page), None


def _content(response: requests.Response, timeout: float) -> bytes:
    """The beginning of a page. A page that comes in drops is given up like one that does not come."""
    content, until = bytearray(), time.monotonic() + 4 * timeout
    for part in response.iter_content(65_536):
        content += part
        if len(content) >= MOST_BYTES:
            break
        if time.monotonic() > until:
            raise requests.exceptions.Timeout
    return bytes(content[:MOST_BYTES])


def _problem(error: Exception, timeout: float) -> str:
    """What an error says about the website. Raises `NoAnswer` if it says nothing."""
    if wrong := _cause(error, ssl.SSLCertVerificationError):
        if not are_certificates_known(timeout):
            raise NoAnswer("this computer trusts no website: its network may replace certificates") from error
        return {_EXPIRED: "certificate_expired", _OTHER_HOST: "certificate_host"}.get(wrong.verify_code, "certificate")
    unknown = _cause(error, socket.gaierror)
    if unknown and unknown.errno == socket.EAI_AGAIN:
        raise NoAnswer("DNS does not answer") from error
    if unknown or isinstance(error, requests.exceptions.InvalidURL | UnicodeError):
        if not is_online():
            raise NoAnswer("this computer is offline") from error
        return "no_host"
    if isinstance(error, requests.exceptions.Timeout) or _cause(error, TimeoutError):
        raise NoAnswer(f"no answer within {timeout:g} seconds") from error
    if isinstance(error, requests.exceptions.ProxyError):
        raise NoAnswer("the proxy of this network refuses the request") from error
    if _cause(error, ConnectionRefusedError):
        raise NoAnswer("the server refuses connections") from error
    raise NoAnswer("the connection broke") from error


def _cause(error: BaseException, kind: type[E]) -> E | None:
    """The error of a kind that another one wraps."""
    known: list[BaseException] = []
    waiting: list[Any] = [error]
    while waiting:
        current = waiting.pop()
        if not isinstance(current, BaseException) or any(current is other for other in known):
            continue
        if isinstance(current, kind):
            return current
        known.append(current)
        waiting += [*current.args, current.__cause__, current.__context__, getattr(current, "reason", None)]
    return None
