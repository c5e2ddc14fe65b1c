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
from policykit.rules.lib.quotations import quoted

# Garbled text has two such characters in a row, or one that no text contains; nearly every sound word fails this test.
SUSPECT = re.compile("[^\x00-\x7f]{2}|[\x80-\x9f\ufffd\ue000-\uf8ff]")


@text_rule("error", question="examples", covers=["TXT-10"], samples=True)
def garbled_characters(words: Words) -> Iterator[Found]:
    """Characters are garbled because the text was read with the wrong encoding.

    AWS assumes that recipients get your samples as you show them. The characters may have broken when you copied the text, or
    they may be broken in the email itself.

    Fix: Write the word correctly, and check whether the emails you send are affected.

    Wrong:
        streams: [{sample: {subject: "Ihr Code f√ºr heute"}}]
        ---
        purpose: [{en: Lantern plans rehearsals., de: "Lantern plant Proben fÃ¼r ChÃ¶re."}]
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
    if words.text.isascii() or not SUSPECT.search(words.text):
        return
    garbled = find_garbled(words.text)
    if repairs := {item.token.strip('"'): item.repaired.strip('"') for item in garbled if item.repaired != item.token}:
        yield Found(
            words.path,
            "The text contains garbled characters: {words}.",
            "Write {correct}, and check whether the emails you send are affected.",
            words=quoted(repairs),
            correct=quoted(repairs.values()),
        )
    if lost := quoted(item.token for item in garbled if item.repaired == item.token):
        yield Found(words.path, "The text contains unreadable characters: {words}.", "Type {words} again.", words=lost)


@garbled_characters.in_product
def _garbled_characters_in_product(product: ProductView) -> Iterator[Found]:
    for words in product.words:
        yield from garbled_characters(words)
    for path, text in (*names_of(product), *samples_of(product)):
        yield from garbled_characters(Words(path, "", text))


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words that only one of the two languages has; names of choirs and laws contain one or two of them.
SMALL_WORDS = {
    "en": _words(
        "the and is are of to for by with not our we from or when each it that this be has have if they their can who before"
    ),
    "de": _words(
        "und der die das dem den des wird werden nicht ist sind für von auf ein eine einem einer wir unsere oder bei nach mit"
        " sich zu im zum zur wenn dass auch nur als hat haben kann ihre durch über aus"
    ),
}
ENOUGH = 4
"""Our choice: three small words may be a name, four make a sentence."""
WORD = re.compile(r"\b[a-zäöüß]+\b")


@rule("warning", covers=["LANG-01"], sources=["AWS-20"])
def languages_mixed(product: ProductView) -> Iterator[Found]:
    """A text is not in the language of its label.

    AWS reads English, and your reply prints the English texts. A German sentence under `en` ends up in the reply; an English
    one under `de` leaves German readers with half a page.

    Fix: Put the text under its own language, and add the translation under the other.

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
    for language, texts in index_of(product).items():
        for other, small in SMALL_WORDS.items() if language in SMALL_WORDS else ():
            if other == language:
                continue
            counted = Counter(number for word in signs(*small) for number in texts.get(word, ()))
            for number in sorted(number for number, count in counted.items() if count >= ENOUGH):
                words = product.words[number]
                # Only lowercase words count: capitals are names and beginnings.
                found = WORD.findall(own_words(words.text))
                theirs, ours = (sum(word in some for word in found) for some in (small, SMALL_WORDS[language]))
                if theirs >= ENOUGH and theirs > 2 * ours:
                    yield Found(
                        words.path,
                        "This text is labeled English, but reads as German."
                        if language == "en"
                        else "This text is labeled German, but reads as English.",
                    )


MARK = re.compile(
    r"\*\*[^\s*][^*\n]*\*\*|(?<!\w)__(?!init__)[^\s_][^_\n]*__(?!\w)|`[^`\n]+`|\]\(\S"
    r"|^#{1,6} |^\|.*\|\s*$|^> |^[-*] \[[ xX]\] ",
    re.MULTILINE,
)
# A fast test before the pattern: most texts contain none of these.
GATE = re.compile(r"[*_`\]#|>]")


@rule("note", covers=["TXT-14"])
def markdown_in_text(product: ProductView) -> Iterator[Found]:
    """A text contains Markdown, which AWS sees as raw characters.

    A support case is plain text, so asterisks, hash signs and table lines reach the reviewer as they are. The kit adds headings
    and lists itself.

    Fix: Write the words without Markdown.

    Wrong:
        purpose: [We send **transactional** email.]
        ---
        volume: {pattern: "# Volume"}
        ---
        sending: [{text: "The worker calls `SendEmail`."}]
        ---
        lists: {confirmation: "See [our page](https://lantern.example.com)."}
    Right:
        purpose: [We send transactional email.]
    Silent:
        purpose: ["A plan for 3 * 4 = 12 singers; rule #1 of C# choirs: the option --max_day is 2 ** 3."]
        ---
        sending: [{text: "The file __init__.py of the worker sets snake_case_names, and | separates its columns."}]
        ---
        content: [{text: "The subject reads [day] (in the singer's zone) and is not > 78 characters."}]
    """
    found_at = ""
    for words in product.words:
        if words.path != found_at and GATE.search(words.text) and (match := MARK.search(words.text)):
            found_at = words.path
            yield Found(words.path, 'AWS sees this Markdown as raw characters: "{markdown}".', markdown=match[0].strip())


REPLY = "more-information"


@text_rule("note", covers=["TXT-11"], sources=["AWS-20"])
def special_characters_in_reply(words: Words) -> Iterator[Found]:
    """The reply to AWS contains characters that may break in the case.

    A support case is plain text. Arrows, typographic quotation marks, check marks and emoji may turn into other characters when
    you copy them into it. Letters with accents are safe, and so is a sample email in its own language.

    Fix: Type keyboard characters instead: -> for an arrow, - for a dash, straight quotation marks. Leave out check marks and
    emoji.

    Wrong:
        handling: {bounce_hard: {mechanism: Bounces → SNS topic.}}
        ---
        purpose: [Singers sign in “with a code”.]
    Right:
        handling: {bounce_hard: {mechanism: Bounces go to an SNS topic.}}
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
    # Garbled characters are another rule's.
    if words.language == "en" and not words.text.isascii() and (found := _special(words.text)) and not find_garbled(words.text):
        yield Found(words.path, "These characters may break when copied into the case: {characters}.", characters=found)


@special_characters_in_reply.in_product
def _special_characters_in_reply_in_product(product: ProductView, context: Context) -> Iterator[Found]:
    # The reply is rendered only if a text has special characters.
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
    """Return each character outside ASCII that is no letter once; a selector of an emoji belongs to it."""
    found = dict.fromkeys(char for char in text if char > "\x7f" and unicodedata.category(char)[0] not in "LM")
    return [char if unicodedata.category(char)[0] in "PS" else f"U+{ord(char):04X}" for char in found]


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
    """A German text uses the spelling of another country.

    Swiss German has no ß. In Germany and Austria, ss in its place reads as a mistake. Recipients notice it in an email that
    says it comes from nearby.

    Fix: Write ss for readers in Switzerland and Liechtenstein, and ß where it belongs for all others.

    Wrong:
        streams: [{sample: {language: de-CH, text: "Guten Tag [name], Ihr Code ist [code]. Freundliche Grüße, Lantern"}}]
        ---
        streams: [{sample: {language: de-DE, text: "Guten Tag [name], Ihr Code ist [code]. Freundliche Grüsse, Lantern"}}]
        ---
        site_languages: [de-CH, en]
        streams: [{sample: {language: de, text: "Straße, [name], Code [code]"}}]
        ---
        purpose: [{en: Lantern plans rehearsals., de: Lantern plant Proben gemäss dem Kalender.}]
    Right:
        streams: [{sample: {language: de-CH, text: "Guten Tag [name], Ihr Code ist [code]. Freundliche Grüsse, Lantern"}}]
        ---
        purpose: [{en: Lantern plans rehearsals., de: Lantern plant Proben gemäß dem Kalender.}]
    Silent:
        streams: [{sample: {language: de-DE, text: "Dass die Adresse muss, [name], weiss-gasse.example.com, Code [code]"}}]
        ---
        streams: [{sample: {language: de, text: "Freundliche Grüße oder Grüsse, [name], Code [code]"}}]
        ---
        purpose: [{en: It plans., de: "Sie plant für Anna Weiss, Bahnhofstrasse 3, Zürich; die Masse und der Fluss sind
          bekannt."}]
    """
    # The German of the kit is that of Germany.
    if words.language == "de" and "ss" in words.text:
        wrong = next((word for word in DOUBLE_S.findall(own_words(words.text)) if SWISS.fullmatch(word)), None)
        if wrong:
            yield Found(words.path, '"{word}" is Swiss spelling.', "Write ß in this word.", word=wrong)


@spelling_of_another_country.in_product
def _spelling_of_another_country_in_product(product: ProductView) -> Iterator[Found]:
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
            yield Found(
                path,
                'The email is for readers in Switzerland or Liechtenstein, but "{word}" contains ß.',
                "Write ss in this word.",
                word=match[0],
            )
        elif country in ("DE", "AT"):
            yield from spelling_of_another_country(Words(path, "de", text))


# Our choice: with these limits, seven answers and three samples fit into one message.
SUMMARY, MECHANISM, SAMPLE = 200, 600, 2000


@rule(
    "note",
    covers=["TXT-12"],
    sources=["AWS-20"],
    severity_because="AWS refuses only a reply that is too long, which reply-too-long reports.",
)
def text_too_long(product: ProductView, context: Context) -> Iterator[Found]:
    """A text takes up too much of the reply.

    All answers together must fit into one message of a support case. Keep a summary to one sentence, a mechanism to a short
    paragraph and a sample to one screen.

    Fix: Shorten the text, and move details into a policy.

    Wrong:
        summary: >-
          Lantern lets small choirs plan rehearsals, sends each singer the dates, keeps a list of who is coming, reminds those
          who have not answered, collects the fee for the next concert, prints the program and writes to the local newspaper
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
    # Only English, which the reply prints.
    long = [("summary", product.summary.root["en"], SUMMARY)]
    long += [(words.path, words.text, MECHANISM) for words, _ in texts_with_status(product) if words.language == "en"]
    long += [(path, text, SAMPLE) for path, text in samples_of(product)]
    for path, text, most in long:
        if len(text) > most:
            yield Found(
                path,
                "This text has {length} characters. Shorten it to {most}, because the entire reply may have {limit}.",
                length=len(text),
                most=most,
                limit=context.number("case-characters"),
            )
