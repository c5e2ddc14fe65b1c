"""Characters and languages."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from policykit.foundation.mojibake import find_garbled
from policykit.readiness.sentences import index_of, own_words, signs
from policykit.readiness.statuses import texts_with_status
from policykit.rules import Context, Found, ProductView, Words, rule, text_rule
from policykit.rules.lib.each_text import first_of_each
from policykit.rules.lib.names import names_of, samples_of

# What was garbled stands in two characters at least, or is one that no text holds; nearly every sound word ends here.
SUSPECT = re.compile("[^\x00-\x7f]{2}|[\x80-\x9f\ufffd\ue000-\uf8ff]")


@text_rule("error", question="examples", covers=["TXT-10"])
def garbled_characters(words: Words) -> Iterator[Found]:
    """Characters are garbled: they were read with the wrong table.

    A sample mail with broken umlauts or emoji looks like the mail that recipients get. Repair the text, and find out where it
    broke: in the copy, or in the mail itself.

    Wrong:
        streams: [{sample: {subject: "Ihr Code f√ºr heute"}}]
        ---
        purpose: [{en: It plans rehearsals., de: "Sie plant Proben fÃ¼r ChÃ¶re."}]
        ---
        company: {name: "CafÃ© Lantern"}
    Right:
        streams: [{sample: {subject: Ihr Code für heute}}]
    Silent:
        purpose: [{en: It plans rehearsals., de: "Sie plant Proben für Chöre – „schön“, größer als √2 und billiger als 3 €."}]
        ---
        company: {name: Café Åsa & Señor Ærø}
        ---
        streams: [{sample: {subject: "📅 Your code – for today…"}}]
    """
    # The garbled words of a text, in one finding.
    if not words.text.isascii() and SUSPECT.search(words.text) and (garbled := find_garbled(words.text)):
        first = garbled[0]
        more = f" and {len(garbled) - 1} more" if len(garbled) > 1 else ""
        if first.token == first.repaired:
            yield Found(words.path, f"unreadable characters in {first.token!r}{more}", "type the word anew")
        else:
            yield Found(words.path, f'garbled: "{first.token}"{more}', f'repair it: "{first.repaired}"')


@garbled_characters.in_product
def _garbled_characters_in_product(product: ProductView) -> Iterator[Found]:
    # Free texts, names and sample mails.
    for words in product.words:
        yield from garbled_characters(words)
    for path, text in (*names_of(product), *samples_of(product)):
        yield from garbled_characters(Words(path, "", text))


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


@rule("warning", covers=["LANG-01"], sources=["AWS-20"])
def languages_mixed(product: ProductView) -> Iterator[Found]:
    """A text is in another language than it says.

    AWS reads English (AWS-20), and the reply prints the English texts. A German sentence under `en` lands in the reply; an
    English one under another language leaves its readers with half a page.

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
    # The texts that hold more small words of another language than of their own.
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


MARK = re.compile(
    r"\*\*[^\s*][^*\n]*\*\*|(?<!\w)__(?!init__)[^\s_][^_\n]*__(?!\w)|`[^`\n]+`|\]\(\S"
    r"|^#{1,6} |^\|.*\|\s*$|^> |^[-*] \[[ xX]\] ",
    re.MULTILINE,
)
# What every mark holds; it is quickly tried, and most texts have none of it.
GATE = re.compile(r"[*_`\]#|>]")


@rule("note", covers=["TXT-14"])
def markdown_in_text(product: ProductView) -> Iterator[Found]:
    """A text holds marks of Markdown, which print as they stand.

    A case is plain text: stars, hashes and table lines reach the reviewer as such. The kit sets headings and lists itself.

    Wrong:
        purpose: [We send **transactional** mail.]
        ---
        volume: {pattern: "# Volume"}
        ---
        sending: [{text: "The worker calls `SendEmail`."}]
        ---
        lists: {confirmation: "See [our page](https://lantern.example.com)."}
    Right:
        purpose: [We send transactional mail.]
    Silent:
        purpose: ["A plan for 3 * 4 = 12 singers; rule #1 of C# choirs: the option --max_day is 2 ** 3."]
        ---
        sending: [{text: "The file __init__.py of the worker sets snake_case_names, and | separates its columns."}]
        ---
        content: [{text: "The subject reads [day] (in the singer's zone) and is not > 78 characters."}]
    """
    # The free texts of the product; a draft may be Markdown, so it has no such check.
    told = ""
    for words in product.words:
        if words.path != told and GATE.search(words.text) and (match := MARK.search(words.text)):
            told = words.path
            yield Found(words.path, f"a mark of Markdown: {match[0].strip()}", "write the words without it")


PLAIN = {
    "→": "->", "←": "<-", "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "…": "...",
    "•": "-", "≥": "at least", "≤": "at most", "×": "x", "\u00a0": "a plain space", "\u202f": "a plain space",
}  # fmt: skip
REPLY = "more-information"


@text_rule("note", covers=["TXT-11"], sources=["AWS-20"])
def special_characters_in_reply(words: Words) -> Iterator[Found]:
    """The reply to AWS holds characters that a form or a mail may break.

    A case is plain text. Arrows, typographic quotes, check marks and emoji survive badly where it is copied from one program to
    the next; letters of a name, and a sample mail in its own language, are meant to be as they are.

    Wrong:
        handling: {bounce_hard: {mechanism: Bounces → SNS topic.}}
        ---
        purpose: [Singers sign in “with a code”.]
    Right:
        handling: {bounce_hard: {mechanism: Bounces -> SNS topic.}}
    Silent:
        summary: Lantern of Zürich and Söhne plans rehearsals for Chœur Été.
        ---
        name: Lantern™
        purpose: [Lantern™ plans rehearsals.]
        ---
        streams: [{sample: {subject: 📅 Rehearsal – today}}]
        ---
        laws: [{claim: Each stream has a legal basis – it is in the table.}]
        ---
        purpose: [{en: Singers sign in., de: Anmeldung „mit Code“ – für alle.}]
    """
    # The special characters of an English text, in one finding; garbled ones are another rule's.
    if words.language == "en" and not words.text.isascii() and (found := _special(words.text)) and not find_garbled(words.text):
        plain = ", ".join(f"{char} as {PLAIN[char]}" for char in found if char in PLAIN)
        names = ", ".join(f"{char.strip() or 'a space'} ({unicodedata.name(char, 'no name').lower()})" for char in found)
        fix = f"write {plain}" if plain else "write it in letters, or leave it out"
        yield Found(words.path, f"not plain text: {names}", fix)


@special_characters_in_reply.in_product
def _special_characters_in_reply_in_product(product: ProductView, context: Context) -> Iterator[Found]:
    # The texts with special characters that the reply prints; it is rendered only where there is one.
    own_names = product.name, product.company.name if product.company else ""
    for words in product.words:
        if words.language != "en" or words.text.isascii():
            continue
        text = words.text
        for name in own_names:
            text = text.replace(name, "") if name else text
        broken = [word for word in text.split() if _special(word)]
        if broken and any(word in context.replies[REPLY] for word in broken):
            yield from special_characters_in_reply(Words(words.path, words.language, text))


def _special(text: str) -> list[str]:
    """The characters beyond ASCII that are no letters, each once; a selector of an emoji is part of it."""
    found = dict.fromkeys(char for char in text if char > "\x7f" and unicodedata.category(char)[0] not in "LM")
    return list(found)


SHARP = re.compile(r"\w*ß\w*")
# Only words that are wrong outside Switzerland; names keep their spelling: Weiss, and a street with a number.
DOUBLE_S = re.compile(r"\b\w*ss\w*\b(?! \d)")
SWISS = re.compile(
    r"Gr[uü]ss(?:en?|t|te)?|[Gg]ross(?:e[mnrs]?|britannien|buchstaben?)?|[Aa]usser(?:halb|dem)?|draussen|heiss(?:t|en)|süss\w*|Spass"
    r"|Fuss(?:zeile|note)?n?|(?:Ver|An)?st[oö]ss(?:e|en)?|(?:Ver|An)st[oö]sse?|Massnahmen?"
    r"|\w*(?:gemäss|mässig|schliess|[Ss]chliess|strasse|Strasse|grösse|Grösse|grösst|massnahme|fliess)\w*"
)


@text_rule("note", covers=["LANG-02"], sources=["CH-3"])
def spelling_of_another_country(words: Words) -> Iterator[Found]:
    """A German text is spelled as in another country.

    Swiss German has no sharp s, and in Germany and Austria its "ss" for a sharp s reads as a mistake (CH-3). Readers notice it
    in a mail that says to come from around the corner.

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
        purpose: [{en: It plans., de: "Sie plant für Anna Weiss, Bahnhofstrasse 3, Zürich; die Masse und der Fluss sind
          bekannt."}]
    """
    # Swiss spelling in a German text of the kit, whose German is that of Germany.
    if words.language == "de" and "ss" in words.text:
        wrong = next((word for word in DOUBLE_S.findall(own_words(words.text)) if SWISS.fullmatch(word)), None)
        if wrong:
            yield Found(words.path, f'Swiss spelling: "{wrong}"', "write ß where it is due")


@spelling_of_another_country.in_product
def _spelling_of_another_country_in_product(product: ProductView) -> Iterator[Found]:
    # The German texts, and the sample mails whose language names a country.
    yield from first_of_each(product.words, spelling_of_another_country)
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
            yield from spelling_of_another_country(Words(path, "de", text))


# Our own limits: with them, seven answers and three samples fit into one message.
SUMMARY, MECHANISM, SAMPLE = 200, 600, 2000


@rule("warning", covers=["TXT-12"], sources=["AWS-20"])
def text_too_long(product: ProductView, context: Context) -> Iterator[Found]:
    """A text is longer than the reply can bear.

    All answers together have to fit into the 8,000 characters of one message of a case (AWS-20). A summary is one sentence, a
    mechanism a short paragraph, a sample one screen.

    Wrong:
        summary: >-
          Lantern lets small choirs plan rehearsals, sends each singer the dates, keeps a list of who is coming, reminds those
          who
          have not answered, collects the fee for the next concert, prints the programme and writes to the local newspaper
          about it.
        ---
        handling:
          monitoring:
            action: >-
              The technical lead looks at the bounce rate in the console. The technical lead looks at the bounce rate of each
              stream. The technical lead looks at the complaint rate in the console. The technical lead looks at the complaint
              rate of each stream. The technical lead looks at the queue. The technical lead looks at the dead-letter queue. The
              technical lead looks at the log. The technical lead writes down what was seen. The technical lead writes down what
              was done. The technical lead tells the team on Monday. The technical lead tells the team again on Friday. The
              technical lead closes the entry in the log of the week.
    Right:
        summary: Lantern lets small choirs plan rehearsals and sends each singer the dates.
    """
    # The summary, the texts of what carries a status, and the sample mails; in English, which the reply prints.
    limit = f"{context.number('case-characters'):,}"
    long = [("summary", product.summary.root["en"], SUMMARY)]
    long += [(words.path, words.text, MECHANISM) for words, _ in texts_with_status(product) if words.language == "en"]
    long += [(path, text, SAMPLE) for path, text in samples_of(product)]
    for path, text, wanted in long:
        if len(text) > wanted:
            message = f"{len(text):,} characters, above our {wanted:,}; the whole reply has {limit}"
            yield Found(path, message, f"shorten it to {wanted:,} characters; detail belongs into a policy")
