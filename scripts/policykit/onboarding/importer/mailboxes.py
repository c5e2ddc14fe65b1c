"""Finds mailboxes in a text, and checks whether they may belong to a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.readiness.email_addresses import MAILBOX, NO_REPLY, is_freemail, is_reserved

from .words import label

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


def holds_personal(text: str) -> bool:
    """Whether a text contains a mailbox that may belong to a person."""
    return any(is_personal(address) for address, _ in mailboxes_in(text))


def holds_strangers(text: str) -> bool:
    """Like `holds_personal`, but ignores domains that are reserved for examples."""
    return any(is_personal(address) and not is_reserved(address.rpartition("@")[2]) for address, _ in mailboxes_in(text))
