"""Patterns for email addresses and links in texts, and checks for who owns their hosts."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from policykit.model.view import ProductView

from .domains import FREEMAIL, registrable

MAILBOX = re.compile(r"(?<![\w.+-])(?P<local>[\w.+-]+)@(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})\b")
LINK = re.compile(r"https?://(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)[^\s<>\"']*")
NO_REPLY = re.compile(r"(?:no|do-?not|dont)[-_.]?(?:reply|response)", re.I)
"""Matches the local part of an address that does not accept replies."""

# Names reserved by RFC 2606 for examples and tests, and the SES mailbox simulator.
_RESERVED = re.compile(r"(?:.+\.)?example\.(?:com|net|org)|.+\.(?:example|invalid|test|localhost)|simulator\.amazonses\.com")


def is_reserved(host: str) -> bool:
    """Whether a host is reserved, so that email to it never reaches a stranger."""
    return bool(_RESERVED.fullmatch(host.lower()))


def is_freemail(host: str) -> bool:
    """Whether the host belongs to a public mailbox provider."""
    return registrable(host) in FREEMAIL


def base_of(host: str) -> str:
    """Return the registered domain, or the host itself if there is none."""
    return registrable(host) or host


@lru_cache(maxsize=2)
def own_domains(product: ProductView) -> frozenset[str]:
    """Return the registered domains of the product's identities, senders and website."""
    hosts = [item.domain for item in product.identities.domains]
    hosts += [stream.from_.rpartition("@")[2] for stream in product.streams if stream.from_]
    if product.website:
        hosts.append(urlsplit(product.website.url).hostname or "")
    return frozenset(base_of(host) for host in hosts if host and not is_freemail(host))


def is_own(product: ProductView, host: str) -> bool:
    """Whether a host belongs to the product."""
    return base_of(host.lower()) in own_domains(product)
