"""A text cites the Telemediengesetz, which is no longer in force.

The German DDG replaced the TMG on 14 May 2024 (DE-2, DE-3). A legal notice "according to section 5 TMG" cites a text that is
gone; no text asks to cite a section at all.

Wrong:
    content: [{text: {en: The footer links the legal notice., de: Die Fußzeile verlinkt das Impressum nach § 5 TMG.}}]
    ---
    laws: [{name: TMG}]
Right:
    content: [{text: {en: The footer links the legal notice., de: Die Fußzeile verlinkt das Impressum.}}]
Silent:
    content: [{text: {en: The footer links the legal notice., de: Das Impressum folgt § 5 DDG (früher § 5 TMG).}}]
    ---
    summary: TMG is a choir that plans rehearsals with Lantern.
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import signs
from policykit.rules import Found, Words
from policykit.rules.lib.each_text import once_a_path

severity = "warning"
covers = ("DE-03",)
sources = ("DE-2", "DE-3")

CITED = re.compile(
    r"(?:§|\bsections?|\bAbs\.|\bNr\.|\bdes|\bthe) ?[\d, .§a-z]{0,12}\bTMG\b|\bTelemediengesetz\w*|\bTelemedia Act\b"
)


def find(words: Words) -> Iterator[Found]:
    """Each mention of the old law that does not name the new one."""
    is_law = words.path.startswith("laws[") and words.path.endswith(".name") and words.text.strip() == "TMG"
    match = CITED.search(words.text) if "TMG" in words.text or "Telemed" in words.text else None
    if (match or is_law) and "DDG" not in words.text:
        cited = match[0] if match else words.text
        yield Found(words.path, f'cites the TMG ("{cited}"), which the DDG replaced on 14 May 2024', "leave the citation out")


check = once_a_path(find, signs("tmg telemediengesetz telemedia"))
