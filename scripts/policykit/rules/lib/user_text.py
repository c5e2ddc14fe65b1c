"""Finds signs that an email contains text that one user writes and another receives."""

from __future__ import annotations

import re

from policykit.model import Stream
from policykit.readiness.invitees import is_entered_by_others
from policykit.readiness.sentences import affirmed, english

from .calendars import calendar_file

_WRITER = (
    r"(?:users?|members?|hosts?|organi[sz]ers?|senders?|inviters?|creators?|customers?|guests?|authors?|visitors?|people"
    r"|persons?|colleagues?|friends?|teachers?|parents?)"
)
_TEXT = (
    r"(?:messages?|comments?|notes?|greetings?|reviews?|repl(?:y|ies)|posts?|questions?|descriptions?|titles?|remarks?|texts?)"
)
_SENT = r"(?:messages?|comments?|notes?|greetings?|questions?)"
_WRITE = "writes?|wrote|types?|typed|enters?|entered|leaves?|left|posts?|posted|adds?|added"
_A = r"(?:(?:in|a|an|the|their|own|new|another) )*(?:\w+ )?"
_WRITTEN = re.compile(
    rf"\b{_WRITER} (?:{_WRITE}) {_A}{_TEXT}\b"
    rf"|\b{_WRITER} (?:sends?|sent|asks?|asked) {_A}{_SENT}\b"
    rf"|\b{_TEXT} (?:that |which )?{_A}{_WRITER} (?:{_WRITE}|chooses?|chose)\b"
    rf"|\b{_SENT} (?:from|of) (?:a|an|another) {_WRITER}\b"
    r"|\b(?:personal|custom|private|direct) (?:message|note|greeting)s?\b|\bnew (?:message|comment|review)s?\b|\bwrote:",
    re.I,
)
_VARIABLE = re.compile(r"\[([^\[\]\n]+)\]")
# What somebody wrote, whoever triggers the email; and what another user wrote, if another user triggers it.
_MESSAGE = re.compile(
    r"(?:(?:personal|custom|user|host|guest|sender|organi[sz]er|inviter|member|customer)(?: s)? )?"
    r"(?:message|comment|remark|note|greeting|feedback|question|review)(?: (?:text|body))?",
    re.I,
)
_TITLE = re.compile(
    r"(?:(?:meeting|event|poll|group|board|project|task|trip|party|appointment) )?(?:title|topic|subject|agenda|description)",
    re.I,
)


def words_of_users(stream: Stream) -> str | None:
    """Return the words of a stream's texts or sample that show that users write into its emails; None if there are none."""
    trigger, sample = stream.trigger, stream.sample
    texts = [english(text) for text in (stream.title, stream.purpose, trigger.event if trigger else None, *sample.outline)]
    shown = (sample.subject, sample.text or "") if sample else ()
    for text in (*texts, *shown):
        if match := affirmed(_WRITTEN, text):
            return match[0]
    by_others = trigger.actor == "other_user" or (not trigger and _is_invitation(stream))
    for name in _VARIABLE.findall("\n".join(shown)):
        words = " ".join(re.findall(r"[^\W_]+", name))
        if _MESSAGE.fullmatch(words) or (by_others and _TITLE.fullmatch(words)):
            return f"[{name}]"
    return sample.event.title if by_others and sample.event else None


def _is_invitation(stream: Stream) -> bool:
    return bool(stream.calendar) or calendar_file(stream) is not None or is_entered_by_others(stream)
