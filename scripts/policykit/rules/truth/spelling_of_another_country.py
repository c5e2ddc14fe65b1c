"""A German text is spelled as in another country.

Swiss German has no sharp s, and in Germany and Austria its "ss" for a sharp s reads as a mistake (CH-3). Readers notice it in a
mail that says to come from around the corner.

Wrong:
    streams: [{sample: {language: de-CH, text: "Freundliche Grüße, [name], Code [code]"}}]
    ---
    streams: [{sample: {language: de-DE, text: "Freundliche Grüsse, [name], Code [code]"}}]
    ---
    site_languages: [de-CH, en]
    streams: [{sample: {language: de, text: "Straße, [name], Code [code]"}}]
    ---
    purpose: [{en: It plans rehearsals., de: Sie plant Proben gemäss dem Kalender.}]
Right:
    streams: [{sample: {language: de-CH, text: "Freundliche Grüsse, [name], Code [code]"}}]
    ---
    purpose: [{en: It plans rehearsals., de: Sie plant Proben gemäß dem Kalender.}]
Silent:
    streams: [{sample: {language: de-DE, text: "Dass die Adresse muss, [name], weiss-gasse.example.com, Code [code]"}}]
    ---
    streams: [{sample: {language: de, text: "Freundliche Grüße oder Grüsse, [name], Code [code]"}}]
    ---
    purpose: [{en: It plans., de: "Sie plant für Anna Weiss, Bahnhofstrasse 3, Zürich; die Masse und der Fluss sind bekannt."}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import own_words
from policykit.rules import Context, Found, ProductView, Words
from policykit.rules.lib.each_text import first_of_each
from policykit.rules.lib.names import samples_of

severity = "note"
covers = ("LANG-02",)
sources = ("CH-3",)

SHARP = re.compile(r"\w*ß\w*")
# Only words that are wrong outside Switzerland; names keep their spelling: Weiss, and a street with a number.
DOUBLE_S = re.compile(r"\b\w*ss\w*\b(?! \d)")
SWISS = re.compile(
    r"Gr[uü]ss(?:en?|t|te)?|[Gg]ross(?:e[mnrs]?|britannien|buchstaben?)?|[Aa]usser(?:halb|dem)?|draussen|heiss(?:t|en)|süss\w*|Spass"
    r"|Fuss(?:zeile|note)?n?|(?:Ver|An)?st[oö]ss(?:e|en)?|(?:Ver|An)st[oö]sse?|Massnahmen?"
    r"|\w*(?:gemäss|mässig|schliess|[Ss]chliess|strasse|Strasse|grösse|Grösse|grösst|massnahme|fliess)\w*"
)


def find(words: Words) -> Iterator[Found]:
    """Swiss spelling in a German text of the kit, whose German is that of Germany."""
    if words.language == "de" and "ss" in words.text:
        wrong = next((word for word in DOUBLE_S.findall(own_words(words.text)) if SWISS.fullmatch(word)), None)
        if wrong:
            yield Found(words.path, f'Swiss spelling: "{wrong}"', "write ß where it is due")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The German texts, and the sample mails whose language names a country."""
    yield from first_of_each(product.words, find)
    german = [tag for tag in product.site_languages if tag.partition("-")[0] == "de"]
    countries = {}
    for path, stream in product.each_stream():
        if stream.sample and stream.sample.language.partition("-")[0] == "de":
            tag = german[0] if stream.sample.language == "de" and len(german) == 1 else stream.sample.language
            countries[path] = tag.rpartition("-")[2]
    for path, text in samples_of(product):
        country = countries.get(path.partition(".")[0])
        if country in ("CH", "LI") and (match := SHARP.search(text)):
            yield Found(path, f'a mail in Swiss German with a sharp s: "{match[0]}"', "write ss")
        elif country in ("DE", "AT"):
            yield from find(Words(path, "de", text))
