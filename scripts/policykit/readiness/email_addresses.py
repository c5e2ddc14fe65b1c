"""Mailboxes and links in texts, and whose they are: the product's own, a reserved name, or somebody else's."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from policykit.model.view import ProductView

from .domains import FREEMAIL, registrable

MAILBOX = re.compile(r"(?<![\w.+-])(?P<local>[\w.+-]+)@(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})\b")
LINK = re.compile(r"https?://(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)[^\s<>\"']*")
NO_REPLY = re.compile(r"(?:no|do-?not|dont)[-_.]?(?:reply|response)", re.I)
"""The part before the @ of an address that says that nobody reads answers."""

# Names that RFC 2606 reserves for examples and tests, and AWS's mailbox simulator.
_RESERVED = re.compile(r"(?:.+\.)?example\.(?:com|net|org)|.+\.(?:example|invalid|test|localhost)|simulator\.amazonses\.com")


def is_reserved(host: str) -> bool:
    """Whether a host belongs to nobody, so that email to it reaches no stranger."""
    return bool(_RESERVED.fullmatch(host.lower()))


def is_freemail(host: str) -> bool:
    """Whether anybody can have a mailbox there."""
    return registrable(host) in FREEMAIL


def base_of(host: str) -> str:
    """The domain somebody registered, or the name itself where there is none."""
    return registrable(host) or host


@lru_cache(maxsize=2)
def own_domains(product: ProductView) -> frozenset[str]:
    """The registered domains of the product: of its identities, senders and website."""
    hosts = [item.domain for item in product.identities.domains]
    hosts += [stream.from_.rpartition("@")[2] for stream in product.streams if stream.from_]
    if product.website:
        hosts.append(urlsplit(product.website.url).hostname or "")
    return frozenset(base_of(host) for host in hosts if host and not is_freemail(host))


def is_own(product: ProductView, host: str) -> bool:
    """Whether a host belongs to the product."""
    return base_of(host.lower()) in own_domains(product)
