"""Looks up the DNS records of a product."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator

import dns.exception
import dns.message
import dns.rcode
import dns.rdatatype
import dns.resolver
from dns.rdtypes.ANY.TXT import TXT

from policykit.foundation.settings import BadSetting
from policykit.model.evidence import DnsLook, IdentityLook
from policykit.model.view import ProductView
from policykit.readiness.dns_answers import Answers
from policykit.readiness.dns_questions import key_questions, questions
from policykit.readiness.dns_records import without_mailboxes

from .looking import Looking

_LONGEST_CHAIN = 16
"""How many CNAME records are followed."""
_PORT = re.compile(r"(?P<address>\d+(?:\.\d+){3}|\[[0-9a-fA-F:]+\])(?::(?P<port>\d{1,5}))?|(?P<six>[0-9a-fA-F:]+)")


def resolver_of(nameserver: str | None, timeout: float) -> dns.resolver.Resolver:
    """Return a resolver for one name server (`IP` or `IP:port`), or for those of this computer. Raises `BadSetting`."""
    try:
        resolver = dns.resolver.Resolver(configure=nameserver is None)
        if nameserver:
            found = _PORT.fullmatch(nameserver)
            resolver.nameservers = [(found["six"] or found["address"]).strip("[]") if found else nameserver]
            resolver.port = int(found["port"] or 53) if found else 53
    except dns.resolver.NoResolverConfiguration:
        raise BadSetting("this computer names no name server: name one with --nameserver, such as 9.9.9.9") from None
    except ValueError:
        raise BadSetting(f"`{nameserver}` is no name server: write its IP address, such as 9.9.9.9 or 127.0.0.1:5353") from None
    resolver.timeout = min(2.0, timeout)
    resolver.lifetime = timeout
    return resolver


def look(product: ProductView, looking: Looking, resolver: dns.resolver.Resolver) -> Iterator[DnsLook]:
    """Ask about everything in the product's file, and yield one look after the other."""
    answers, asked = Answers(), set[str]()
    public = " ".join(record.value or "" for record in product.dns.dmarc)
    while new := [each for each in dict.fromkeys(questions(product, answers)) if each not in asked]:
        asked.update(new)
        for answer in _answers(new, looking, resolver):
            records = tuple(without_mailboxes(record, public) for record in answer.records)
            answer = answer.model_copy(update={"records": records}) if records else answer
            answers.add(answer)
            yield answer


def look_at_keys(identities: Iterable[IdentityLook], looking: Looking, resolver: dns.resolver.Resolver) -> Iterator[DnsLook]:
    """Ask about the DKIM keys of identities whose tokens are known."""
    for identity in identities:
        yield from _answers(key_questions(identity), looking, resolver)


def _answers(asked: Iterable[str], looking: Looking, resolver: dns.resolver.Resolver) -> Iterator[DnsLook]:
    for each in asked:
        kind, _, name = each.partition(" ")
        yield _look(kind, name, looking, resolver)


def _look(kind: str, name: str, looking: Looking, resolver: dns.resolver.Resolver) -> DnsLook:
    asked = f"{kind} {name}"
    try:
        answer = _resolve(resolver, kind, name)
    except dns.resolver.NXDOMAIN:
        return looking.saw(DnsLook, asked, result="no_name")
    except dns.resolver.NoNameservers as error:
        result, why = _reason(error)
        if result is None and _is_loop(resolver, name):
            result = "loop"
        return looking.saw(DnsLook, asked, result=result) if result else looking.failed(DnsLook, asked, why)
    except dns.exception.Timeout as error:
        cut = any(isinstance(each[3], dns.message.Truncated) for each in error.kwargs.get("errors", ()))
        late = f"no answer within {looking.timeout:g} seconds: try again, or name another name server with --nameserver"
        return looking.failed(DnsLook, asked, _CUT if cut else late)
    except dns.exception.DNSException as error:
        return looking.failed(DnsLook, asked, f"this name cannot be asked: {error}")
    if answer.rrset is None:
        return looking.saw(DnsLook, asked, result="no_record")
    records = tuple(filter(None, sorted(_text(record) for record in answer.rrset)))
    split = any(isinstance(record, TXT) and len(record.strings) > 1 for record in answer.rrset)
    return looking.saw(DnsLook, asked, result="records" if records else "no_record", records=records, split=split)


def _resolve(resolver: dns.resolver.Resolver, kind: str, name: str) -> dns.resolver.Answer:
    """Ask over UDP, and over TCP if the answer was cut short; also if there is none, because a broken one is passed over."""
    try:
        return resolver.resolve(f"{name}.", kind, raise_on_no_answer=False, search=False)
    except dns.resolver.LifetimeTimeout as late:
        if any(isinstance(each[3], dns.message.Truncated) for each in late.kwargs.get("errors", ())):
            raise
        try:
            return resolver.resolve(f"{name}.", kind, raise_on_no_answer=False, search=False, tcp=True)
        except dns.resolver.NoNameservers as error:
            if any(isinstance(each[3], OSError | EOFError) for each in error.kwargs["errors"]):
                raise late from None
            raise


_CUT = "the answer is too long for UDP, and nothing answers over TCP: open port 53 of the name server for TCP"


def _reason(error: dns.resolver.NoNameservers) -> tuple[str | None, str]:
    """Return what the answer was, if there was one, or else why there is none."""
    errors = error.kwargs["errors"]
    causes = [each[3] for each in errors]
    if any(isinstance(cause, dns.message.ChainTooLong) for cause in causes):
        return "loop", ""
    if any(isinstance(cause, dns.exception.FormError) for cause in causes):
        return "malformed", ""
    if any(isinstance(cause, dns.message.Truncated) for cause in causes):
        return None, _CUT
    codes = [response.rcode() for *_, response in errors if response is not None]
    if dns.rcode.SERVFAIL in codes:
        return None, "the name servers of the domain fail (SERVFAIL): check them and DNSSEC at your DNS provider"
    if dns.rcode.REFUSED in codes:
        return None, "the name server refused to answer (REFUSED): name another one with --nameserver"
    if codes:
        return None, f"the name server answered {dns.rcode.to_text(codes[0])}: name another one with --nameserver"
    return None, "the name server cannot be reached: check the connection, or name another one with --nameserver"


def _is_loop(resolver: dns.resolver.Resolver, name: str) -> bool:
    """Whether CNAME records lead in a circle; many name servers answer that with SERVFAIL."""
    seen: set[str] = set()
    with contextlib.suppress(dns.exception.DNSException):
        while name not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(name)
            answer = _resolve(resolver, "CNAME", name)
            if answer.rrset is None:
                return False
            name = _text(answer.rrset[0])
        return True
    return False


def _text(record: object) -> str:
    """Return a record as its owner writes it: a TXT record joined, a name without the last dot."""
    if isinstance(record, TXT):
        return "".join(_sign(byte) for byte in b"".join(record.strings)).strip()
    words = str(record).lower().split(" ")
    return " ".join(word.rstrip(".") or "." for word in words)


def _sign(byte: int) -> str:
    """Return a byte as a sign, or as zone files write it if it is none."""
    return chr(byte) if 32 <= byte < 127 else f"\\{byte:03d}"
