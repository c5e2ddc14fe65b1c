"""A text names a threshold or a feedback loop of Apple's.

Apple publishes neither for iCloud Mail: no rate, no volume, no feedback loop. A number with its name is made up or another
provider's (A-1).

Wrong:
    commitments: [We stay below the 0.1% complaint threshold of Apple.]
    ---
    handling: {complaint: {mechanism: Complaints come through the iCloud feedback loop.}}
    ---
    monitoring:
      reports: [{status: implemented, text: {en: A report shows it., de: Ein Bericht zeigt die Feedbackschleife von Apple.}}]
Right:
    commitments: [We send wanted mail, as Apple asks.]
Silent:
    commitments: [Apple publishes no threshold and no feedback loop.]
    ---
    content: [{text: Members who pay by Apple Pay get 5% off.}]
    ---
    audience: {relationship: "Singers use the app for Apple phones. Below 0.1% of them complain."}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed
from policykit.rules import Found, Words
from policykit.rules.lib.each_text import once_a_path

severity = "note"
covers = ("MBX-06",)
question = "complaints"
sources = ("A-1",)

_NUMBER = (
    r"(?:thresholds?|feedback[- ]loops?|(?:complaint|spam|bounce)[- ]rates?"
    r"|Schwellenwerte?\w?|Feedback-?schleifen?|\w*beschwerderate)"
)
CLAIM = re.compile(rf"\b(?:Apple|iCloud)\b.*?\b{_NUMBER}\b|\b{_NUMBER}\b.*?\b(?:Apple|iCloud)\b", re.I)


def find(words: Words) -> Iterator[Found]:
    """A sentence with Apple's name and something Apple does not publish."""
    if ("Apple" in words.text or "iCloud" in words.text) and (match := affirmed(CLAIM, words.text)):
        message = f'"{match[0]}": Apple publishes no threshold and no feedback loop'
        yield Found(words.path, message, "leave Apple out, or name the provider that does publish it")


check = once_a_path(find)
