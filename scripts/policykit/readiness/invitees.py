"""Detects streams to people whose address someone else entered, such as invitees, colleagues and imported contacts.

A claim such as "recipients opted in" cannot be true for them before they get the email.
"""

from __future__ import annotations

import re

from policykit.model import Stream

from .sentences import english

_OTHERS = re.compile(
    r"\b(?:organi[sz]ers?|hosts?|inviters?|initiators?|creators?|colleagues?|friends?|another (?:user|person|member)"
    r"|other (?:users?|persons?|people|members?)|uploads?|uploaded|imports?|imported|address books?"
    r"|administrators? (?:enters?|types?|adds?))\b",
    re.I,
)
_OWN = re.compile(r"\b(?:own|themsel\w+|himself|herself|their account|the user's account)\b", re.I)
_INVITATION = re.compile(r"\binvit", re.I)


def is_entered_by_others(stream: Stream) -> bool:
    """Whether the address source names another person or, without an address source, whether the email is an invitation."""
    people = stream.recipients
    if not people or people.internal:
        return False
    source = english(people.address_source)
    if source:
        return bool(_OTHERS.search(source)) and not _OWN.search(source)
    may_be_another = not stream.trigger or stream.trigger.actor == "other_user"
    return may_be_another and bool(_INVITATION.search(f"{english(stream.title)} {english(stream.purpose)}"))
