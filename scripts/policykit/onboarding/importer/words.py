"""Patterns from lists of words, and mailboxes in a text.

`words("bounc*, spam report*, (mark|report)* ... spam")` finds any of them, in any case: `*` is any ending, a space is white
space or a hyphen, `...` is a gap within a sentence, and one word of those in brackets is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.readiness.email_addresses import MAILBOX, NO_REPLY, is_freemail, is_reserved


def words(*listed: str) -> re.Pattern[str]:
    """The pattern of words that are separated by commas."""
    return re.compile(rf"\b(?:{_any(listed)})\b", re.I)


def label(*listed: str) -> re.Pattern[str]:
    """The pattern of a label that is one of these words and nothing else; it is used with `match`."""
    return re.compile(rf"(?:{_any(listed)})\Z", re.I)


def _any(listed: tuple[str, ...]) -> str:
    any_word = re.escape(re.sub(r"\s*,\s*", ",", ", ".join(listed))).replace(",", "|")
    any_word = any_word.replace(r"\ \.\.\.\ ", r"\b.{0,60}?\b").replace(r"\*", r"\w*").replace(r"\-", "-?")
    any_word = any_word.replace(r"\(", "(?:").replace(r"\|", "|").replace(r"\)", ")")
    return any_word.replace("\\ ", "[\\s-]+")


_ROLES = label(
    "account, accounts, chat, abuse, admin*, alerts, aws, billing, bounce*, buero, calendar, codes, contact, datenschutz",
    "dmarc, dmarc-reports, events, hallo, hello, help, helpdesk, hi, hilfe, info, invites, it, kontakt, kundenservice, legal",
    "login, mail, mailer, marketing, meeting, meetings, news, newsletter, notification*, notify, office, operations, ops",
    "orders, platform, post, postmaster, press, privacy, rechnung, reports, reservierung, sales, security, service, services",
    "signup, sms, support, system, team, tech, verify, webmaster, welcome",
)


def mailboxes_in(text: str) -> Iterator[tuple[str, int]]:
    """Each address in a text, with its offset; skips `mailto:` addresses, as in DMARC records."""
    for match in MAILBOX.finditer(text):
        if not text.endswith("mailto:", 0, match.start()):
            yield match[0].rstrip("."), match.start()


def is_personal(address: str) -> bool:
    """Whether a mailbox may belong to a person: it is at a freemail provider, or its name is not that of a role."""
    local, _, host = address.lower().rpartition("@")
    if is_freemail(host):
        return True
    return not (_ROLES.match(local) or NO_REPLY.fullmatch(local) or _ROLES.match(re.split(r"[-_.+]", local)[0]))


def holds_personal(text: str, *, but_reserved: bool = False) -> bool:
    """Whether a text contains a mailbox that may belong to a person; domains that are reserved for examples may count, too."""
    found = (address for address, _ in mailboxes_in(text) if is_personal(address))
    return any(not (but_reserved and is_reserved(address.rpartition("@")[2])) for address in found)


def squeezed(text: str) -> str:
    """The letters and digits of a text."""
    return re.sub(r"[\W_]+", "", text.lower())
