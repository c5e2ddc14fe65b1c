"""Hosts and the domains they belong to, by the Public Suffix List; and mailbox providers that anybody can use."""

from __future__ import annotations

from functools import cache

from publicsuffixlist import PublicSuffixList


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@cache
def registrable(host: str) -> str | None:
    """The domain somebody registered: mail.example.co.uk -> example.co.uk; None for a public suffix or a bare name."""
    return _suffixes().privatesuffix(host.lower().rstrip("."))


_FREEMAIL = (
    "163.com aol.com bluewin.ch duck.com fastmail.com freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net "
    "googlemail.com hey.com hotmail.com icloud.com live.com mac.com mail.com mail.ru me.com msn.com naver.com "
    "outlook.com outlook.de pm.me posteo.de proton.me protonmail.com qq.com sunrise.ch t-online.de web.de "
    "yahoo.co.uk yahoo.com yahoo.de yandex.ru ymail.com zoho.com"
)
FREEMAIL = frozenset(_FREEMAIL.split())
"""Providers at which a mailbox is a person's, not a company's; our own choice of the large ones."""
