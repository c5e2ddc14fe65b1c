"""Patterns for actions that texts mention: failed sends, retries, events, unsubscribe links, stopped email."""

from __future__ import annotations

import re

# Words for a failed send, as opposed to a bounce: SES accepts the email first, and the bounce follows as an event.
SEND_FAILURE = re.compile(
    r"\bsend(?:s|ing)?(?: \w+)? fails?\b|\bfailed (?:sends?|attempts?)\b|\bexceptions?\b|\bdead[- ]letter\b|\bDLQ\b"
    r"|\b(?:API|SDK|SMTP|send|sending)\b[^.]{0,20}\b(?:errors?|failures?)\b|\bretries (?:have failed|are exhausted)\b"
    r"|\bSendung\b[^.]{0,20}\bscheiter\w*|\bscheiter\w* eine Sendung\b|\bFehler der API\b",
    re.I,
)
# What SES reports a bounce or a complaint through.
EVENT = re.compile(
    r"\b(?:SNS|EventBridge|Firehose|event (?:destination|publishing|notification)s?|feedback[- ]forwarding|mailbox|webhooks?"
    r"|(?:bounce|SES) (?:notification|event|message|report)s?|\w*ereignis\w*|\w*benachrichtigung\w*)\b",
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
# Words for stopping email to an address for good: "unsubscribed" is one, an unsubscribe link is not.
STOP = re.compile(
    r"\b(?:suppress\w*|block\w*|exclud\w+|blacklist\w*|skip\w*|unsubscribed|remov\w+|delet\w+|stop\w*|ends?|never|disabl\w+"
    r"|deactivat\w+|no (?:more|further|other|longer))\b",
    re.I,
)
