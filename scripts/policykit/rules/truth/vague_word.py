"""A text uses a word that no test can confirm.

"Promptly", "regularly" and "robust" invite the question how soon, how often and against what. A number with its unit, and the
role that answers for it, answers before it is asked.

Wrong:
    handling: {monitoring: {action: The team looks at the rates regularly.}}
    ---
    purpose: [Complaint rates are negligible.]
    ---
    sending: [{text: {en: A worker sends the mail., de: Fehler werden zeitnah und angemessen behandelt.}}]
Right:
    handling: {monitoring: {action: The technical lead looks at the rates every Monday.}}
Silent:
    handling: {monitoring: {action: "The team looks at the rates regularly, every 7 days."}}
    ---
    handling: {complaint: {latency: {en: "Promptly, within 5 minutes.", de: "Umgehend, innerhalb von 5 Minuten."}}}
    ---
    checklist: [{list: recurring, text: Context at the rates regularly.}]
    ---
    purpose: [Our page on "Best practices" offers age-appropriate songs to regular singers; an inappropriate one is removed.]
    ---
    security: [{text: {en: Roles have the least privilege., de: Die Rolle hat nur die nötigen Rechte; die Regel ist knapp.}}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import own_words, sentences, signs
from policykit.rules import Found, Words
from policykit.rules.lib.each_text import once_a_path

severity = "warning"
covers = ("TXT-03",)

# "Soon" and "often" are answered where the same sentence gives a period; the other words by nothing.
PERIOD = re.compile(
    r"\d+\s?(?:seconds?|minutes?|hours?|days?|weeks?|months?|times|Sekunden?|Minuten?|Stunden?|Tage\w*|Wochen?|Monate\w*|mal)\b"
    r"|\b(?:hourly|daily|weekly|monthly|quarterly|yearly|(?:every|each|once an?|once per|within an?|within one)"
    r" (?:\w+ )?(?:minute|hour|day|week|month|quarter|year|\w+day)"
    r"|stündlich|täglich|wöchentlich|monatlich|jährlich|jede[nrs]? (?:Minute|Stunde|Tag|Woche|Monat|Werktag|\w+tag))\b",
    re.I,
)
VAGUE = re.compile(
    r"(?<![\w-])(?:"
    r"(?P<period>promptly|regularly|periodically|in a timely manner|zeitnah\w*|umgehend\w*|regelmä(?:ß|ss)ig\w*)"
    r"|(?<!customize )(?<!adapt )(?<!adjust )as needed|appropriate(?:ly)?|robust\w*|best practices?"
    r"|high(?:est)? (?:\w+ )?standards|extremely rare|negligible"
    r"|minimal(?! (?:permissions?|privileges?|example))|seamless(?:ly)?|graceful(?:ly)?"
    r"|angemessen\w*|bei Bedarf|vernachlässigbar\w*|nahtlos\w*)(?![\w-])",
    re.I,
)


def find(words: Words) -> Iterator[Found]:
    """The vague words of a text, all in one finding; the steps of a checklist claim nothing."""
    if words.path.startswith("checklist[") or not VAGUE.search(words.text):
        return
    found: list[str] = []
    for sentence in sentences(own_words(words.text)):
        has_period = PERIOD.search(sentence)
        found += [match[0] for match in VAGUE.finditer(sentence) if not (match["period"] and has_period)]
    if found:
        quoted = ", ".join(f'"{word}"' for word in dict.fromkeys(found))
        fix = "give a number with its unit and who answers for it, or delete it"
        yield Found(words.path, f"no test can confirm {quoted}", fix)


SIGNS = signs(
    "promptly regularly periodically timely zeitnah umgehend regelmäßig needed appropriate robust best standards extremely",
    "negligible minimal seamless graceful angemessen bedarf vernachlässigbar nahtlos",
)
check = once_a_path(find, SIGNS)
