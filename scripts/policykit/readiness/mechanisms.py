"""What the mechanisms of a product say that are in place, and whether a sentence affirms a word or denies it.

English alone is read, as in `sayings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.model.view import ProductView

from .prose import sentences
from .sayings import Said, english, said

_DENIAL = re.compile(
    r"\b(?:no|not|never|neither|nor|none|nobody|without|cannot|instead of|rather than|prevent\w*|avoid\w*|stop\w*)\b|n['’]t\b"
    r"|\b(?:kein\w*|nicht|nie|niemals|ohne|weder|statt)\b",
    re.I,
)

# What tells a send that failed from a bounce: SES accepts a mail first, and the bounce follows as an event.
SEND_FAILURE = re.compile(
    r"\bsend(?:s|ing)?(?: \w+)? fails?\b|\bfailed (?:sends?|attempts?)\b|\bexceptions?\b|\bdead[- ]letter\b|\bDLQ\b"
    r"|\b(?:API|SDK|SMTP|send|sending)\b[^.]{0,20}\b(?:errors?|failures?)\b|\bretries (?:have failed|are exhausted)\b"
    r"|\bSendung\b[^.]{0,20}\bscheiter\w*|\bscheiter\w* eine Sendung\b|\bFehler der API\b",
    re.I,
)
RETRY = re.compile(
    r"\b(?:retr(?:y|ies|ied|ying)|resen[dt]|resending|back-?off|(?:tr(?:y|ies|ied)|sen[dt]|delivered|attempted) again)\b"
    r"|\bfurther attempts?\b",
    re.I,
)
UNSUBSCRIBE_WAY = re.compile(
    r"\bunsubscri\w*\s+(?:link|function\w*|option|page|form|button|feature|request)s?\b|\b(?:link|button) to unsubscribe\b",
    re.I,
)
# What keeps mail from an address for good; "unsubscribed" is such a thing, an unsubscribe link is none.
STOP = re.compile(
    r"\b(?:suppress\w*|block\w*|exclud\w+|blacklist\w*|skip\w*|unsubscribed|remov\w+|delet\w+|stop\w*|ends?|never|disabl\w+"
    r"|deactivat\w+|no (?:more|further|other|longer))\b",
    re.I,
)


def told(product: ProductView, *names: str) -> list[Said]:
    """How mechanisms in place notice and act, one after the other; what is promised beyond it is left out."""
    found = []
    for name in names:
        mechanism = getattr(product.handling, name)
        if mechanism.is_in_place:
            for part in ("mechanism", "action"):
                if text := english(getattr(mechanism, part)):
                    found.append(Said(f"handling.{name}.{part}", f"handling.{name}.{part}", text))
    return found


def told_as_one(product: ProductView, *names: str) -> str:
    """The same in one string; empty where nothing is in place."""
    return " ".join(item.text for item in told(product, *names))


def affirmed(pattern: re.Pattern[str], text: str, unless: re.Pattern[str] | None = None) -> re.Match[str] | None:
    """The first match in a sentence that denies nothing, and in which `unless` does not stand."""
    if pattern.search(text) is None:
        return None
    for sentence in sentences(text):
        match = pattern.search(sentence)
        if match and not _DENIAL.search(sentence) and not (unless and unless.search(sentence)):
            return match
    return None


def quoted(product: ProductView, *about: str) -> Iterator[Said]:
    """The sentences of the source about fields whose path begins so."""
    return (item for item in said(product, *about) if item.path != item.about)


def keeps_suppressed_addresses(product: ProductView) -> bool:
    """Whether addresses that get no mail any more are kept somewhere today."""
    mechanism = product.handling.suppression
    return bool(product.suppression.account_level or product.suppression.app_store or (mechanism.is_in_place))
