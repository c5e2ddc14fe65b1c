"""A text claims compliance with everything at once.

"Fully compliant with all applicable laws" cannot be checked and may mislead. A reviewer believes the measure, not the
adjective.

Wrong:
    commitments: [We are fully compliant with the GDPR.]
    ---
    laws: [{claim: We comply with all applicable laws.}]
    ---
    laws: [{claim: Lantern complies with this law and with all applicable anti-spam legislation.}]
    ---
    laws: [{claim: Personal data is handled according to the requirements of the GDPR.}]
Right:
    laws: [{claim: Each stream has a legal basis.}]
Silent:
    purpose: [The plan goes to all applicable choirs.]
    ---
    laws: [{claim: A recipient can object under the GDPR at any time.}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import signs
from policykit.rules import Found, Words
from policykit.rules.lib.each_text import once_a_path

severity = "warning"
covers = ("LAW-01",)

CLAIM = re.compile(
    r"\b(?:fully|100 ?% ?|completely) complian(?:t|ce)\b"
    r"|\ball applicable (?:[\w-]+ ){0,2}(?:laws?|regulations?|rules|legislation|requirements)\b"
    r"|\b(?:GDPR|DSGVO|CAN-SPAM|CCPA)[- ](?:compliant|konform)\b"
    r"|\baccording to the requirements of the (?:GDPR|CCPA|CAN-SPAM)|\bnach den Vorgaben (?:der DSGVO|des CCPA)"
    r"|\balle[nr]? (?:anwendbaren|geltenden) (?:Gesetze|Vorschriften)\w*",
    re.I,
)


def find(words: Words) -> Iterator[Found]:
    """Each blanket claim."""
    for match in CLAIM.finditer(words.text):
        yield Found(words.path, f'blanket claim: "{match[0]}"', "name the measure instead, and the law it answers to")


check = once_a_path(find, signs("compliant compliance applicable gdpr dsgvo ccpa spam anwendbaren geltenden"))
