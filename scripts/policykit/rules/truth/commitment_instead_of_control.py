"""A text commits to something instead of saying what is done.

"We are committed to low complaint rates" says nothing that can be checked. A control does: what is watched, at which number, by
whom.

Wrong:
    commitments: [We are committed to the highest sending quality.]
    ---
    purpose: [{en: We commit to low complaint rates., de: Wir verpflichten uns zu niedrigen Beschwerderaten.}]
    ---
    purpose: [{en: Our team strives for low complaint rates., de: Wir sind um niedrige Beschwerderaten bemüht.}]
Right:
    commitments: [We stop a stream at a complaint rate of 0.05%.]
Silent:
    sending: [{text: The worker commits each message to the queue before the next git commit is deployed.}]
    ---
    sending: [{text: {en: A contract binds the provider., de: Ein Vertrag verpflichtet den Anbieter zur Löschung.}}]
    ---
    audience: {who: members of a group called "We strive higher"}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import own_words, signs
from policykit.rules import Found, Words
from policykit.rules.lib.each_text import once_a_path

severity = "note"
covers = ("TXT-02",)

COMMITMENT = re.compile(
    r"\bwe (?:\w+ )?commit(?= to|\b\s*:| ourselves)|\b(?:is|are|remain) (?:\w+ )?committed to\b"
    r"|\b(?:we|team|company) strives?\b"
    r"|\bstriv(?:es?|ing) (?:to|for)\b"
    r"|\bverpflichten wir uns\b|\bwir (?:\w+ )?verpflichten uns\b|\b(?:sind|ist) (?:\w+ )?bestrebt\b|\bbemühen uns\b"
    r"|\b(?:sind|ist) (?:[\w-]+ ){0,5}bemüht\b",
    re.I,
)


def find(words: Words) -> Iterator[Found]:
    """The commitments of a text."""
    for match in COMMITMENT.finditer(own_words(words.text)):
        yield Found(words.path, f'a commitment, not a control: "{match[0]}"', "say what is done, at which number, and by whom")


SIGNS = signs("commit strive striving verpflichten bestrebt bemühen bemüht")
check = once_a_path(find, SIGNS)
