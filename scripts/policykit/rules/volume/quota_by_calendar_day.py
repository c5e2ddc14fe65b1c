"""A text speaks of the quota as one of a calendar day.

The quota counts the last 24 hours at each moment (AWS-12); nothing is reset at midnight.

Wrong:
    volume: {pattern: The quota is used up by noon and resets at midnight.}
    ---
    volume: {pattern: {en: Mail is spread., de: Das Versandkontingent gilt je Kalendertag.}}
Right:
    volume: {pattern: The quota counts the last 24 hours at each moment.}
Silent:
    volume: {pattern: Reminders go out at midnight.}
    ---
    volume: {pattern: "The quota is not one of a calendar day; it counts the last 24 hours."}
    ---
    lists: {stored_where: The archive is deleted each calendar day.}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import denies, sentences, signs
from policykit.rules import Found, Words
from policykit.rules.lib.each_text import once_a_path

severity = "note"
covers = ("VOL-10",)
question = "frequency"
sources = ("AWS-12",)

CALENDAR = re.compile(r"\bcalendar days?\b|\b(?:at|until|every|each|by) midnight\b|\bKalendertag\w*|\bMitternacht\b", re.I)
QUOTA = re.compile(r"\bquotas?\b|\bsending limits?\b|\w*kontingent\w*|\bSendelimit\w*", re.I)
ROLLING = re.compile(r"\b(?:rolling|gleitend\w*)\b", re.I)


def find(words: Words) -> Iterator[Found]:
    """Each sentence that names the quota and the calendar day."""
    if not CALENDAR.search(words.text):
        return
    for sentence in sentences(words.text):
        match = CALENDAR.search(sentence)
        if match and QUOTA.search(sentence) and not ROLLING.search(sentence) and not denies(sentence):
            message = f'the quota is described by calendar day: "{match[0]}"'
            yield Found(words.path, message, "say that it counts the last 24 hours at each moment")


check = once_a_path(find, signs("calendar midnight kalendertag mitternacht"))
