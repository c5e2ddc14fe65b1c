"""Registrable domains of hosts according to the Public Suffix List, and a list of public mailbox providers."""

from __future__ import annotations

from functools import cache

from publicsuffixlist import PublicSuffixList


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@cache
def registrable(host: str) -> str | None:
    """Return the registered domain: mail.example.co.uk -> example.co.uk; None for a public suffix or a single label."""
    return _suffixes().privatesuffix(host.lower().rstrip("."))


@cache
def is_hosted(host: str) -> bool:
    """Whether a host is a customer's name at a hosting provider, such as shop.pages.dev."""
    return registrable(host) != PublicSuffixList(only_icann=True).privatesuffix(host.lower().rstrip("."))


_FREEMAIL = (
    "163.com aol.com bluewin.ch duck.com fastmail.com freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net "
    "googlemail.com hey.com hotmail.com icloud.com live.com mac.com mail.com mail.ru me.com msn.com naver.com "
    "outlook.com outlook.de pm.me posteo.de proton.me protonmail.com qq.com sunrise.ch t-online.de web.de "
    "yahoo.co.uk yahoo.com yahoo.de yandex.ru ymail.com zoho.com"
)
FREEMAIL = frozenset(_FREEMAIL.split())
"""Large providers of personal mailboxes; our own selection."""
