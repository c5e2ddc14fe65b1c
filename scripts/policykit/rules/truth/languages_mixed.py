"""A text is in another language than it says.

AWS reads English (AWS-20), and the reply prints the English texts. A German sentence under `en` lands in the reply; an English
one under another language leaves its readers with half a page.

Wrong:
    purpose: [Die Sängerinnen und Sänger melden sich mit einem Code an.]
    ---
    volume: {basis: {en: Counted sign-ins., de: The figures are those of the month before and are counted.}}
Right:
    purpose: [{en: Singers sign in with a code., de: Die Sängerinnen und Sänger melden sich mit einem Code an.}]
Silent:
    purpose:
      - en: 'The subject "Die Probe ist an der Schule und nicht im Saal" goes out.'
        de: "Der Knopf „Send it to the team and to me“ sendet."
    ---
    audience: {who: {en: members of Die Fledermaus und der Chor der Stadt, de: Mitglieder von Friends of the Earth}}
    ---
    streams: [{title: {en: Newsletter, de: Newsletter}}]
"""

import re
from collections import Counter
from collections.abc import Iterator

from policykit.readiness.sentences import index_of, own_words, signs
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("LANG-01",)
sources = ("AWS-20",)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words that only one of the two languages has; names of choirs and laws bring one or two of them along.
SMALL_WORDS = {
    "en": _words(
        "the and is are of to for by with not our we from or when each it that this be has have if they their can who before"
    ),
    "de": _words(
        "und der die das dem den des wird werden nicht ist sind für von auf ein eine einem einer wir unsere oder bei nach mit"
        " sich zu im zum zur wenn dass auch nur als hat haben kann ihre durch über aus"
    ),
}
NAMES = {"en": "English", "de": "German"}
ENOUGH = 4
"""Our own: three small words may be a name, four make a sentence."""
WORD = re.compile(r"\b[a-zäöüß]+\b")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The texts that hold more small words of another language than of their own."""
    for language, texts in index_of(product).items():
        for other, small in SMALL_WORDS.items() if language in SMALL_WORDS else ():
            if other == language:
                continue
            counted = Counter(number for word in signs(*small) for number in texts.get(word, ()))
            for number in sorted(number for number, count in counted.items() if count >= ENOUGH):
                words = product.words[number]
                # Small words are written small inside a sentence; capitals are names and beginnings.
                found = WORD.findall(own_words(words.text))
                theirs, ours = (sum(word in some for word in found) for some in (small, SMALL_WORDS[language]))
                if theirs >= ENOUGH and theirs > 2 * ours:
                    message = f"said to be {NAMES[language]}, but reads as {NAMES[other]}"
                    fix = f"write it in {NAMES[language]}, and the {NAMES[other]} words under `{other}:`"
                    yield Found(words.path, message, fix)
