"""What mechanisms do, as texts name it: a send that fails, another attempt, a way to unsubscribe, mail that stops."""

from __future__ import annotations

import re

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
