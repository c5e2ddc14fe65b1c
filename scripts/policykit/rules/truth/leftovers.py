"""Drafts and placeholders."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import BRACKETS, own_words, signs, texts_with
from policykit.readiness.statements import quotations
from policykit.rules import Found, ProductView, Words, rule, text_rule
from policykit.rules.lib.drafts import SAMPLE, is_sample_line
from policykit.rules.lib.each_text import first_of_each, merged
from policykit.rules.lib.names import names_of, samples_of
from policykit.rules.lib.quotations import quoted

# An instruction is at the beginning, or after a list mark or a label: "- **Content Review**: Explain the approval".
_START = r"(?:^|[.!?:][*\s]|\()[\s>*\-\d.]*"
COACHING = re.compile(
    rf"{_START}(?P<order>emphasi[sz]e (?:that|the|how)|(?:make|be) sure to (?:mention|include|add|say|state|describe)"
    r"|don't forget to|(?:customi[sz]e|personali[sz]e|adapt|tailor) (?:this|the) (?:response|reply|text|template|answer)"
    r"|(?:describe|explain) (?:how (?:you|your|we)|your|the process|opt-in|email template)"
    r"|mention (?:that|DKIM|SPF|your)|detail (?:your|CloudWatch)"
    r"|copy (?:and paste )?(?:this|the (?:text|response|section|reply))"
    r"|be prepared to provide"
    r"|(?:betonen|erwähnen|beschreiben|erklären) Sie, (?:dass|wie)|kopieren Sie (?:den|diesen) Text"
    r"|fügen Sie (?:den Text|alle Details)"
    r"|passen Sie (?:den Text|die Antwort))\b"
    r"|(?P<aside>\((?:please )?(?:customi[sz]e|adapt|adjust|edit) (?:as|if) (?:needed|necessary)\)"
    r"|\bbefore submitting, (?:review|check|replace)|\[(?:detail|describe|explain|list|insert) [^\]\n]+\])",
    re.I,
)


@text_rule(
    "error",
    covers=["TXT-08"],
    signs=(
        "emphasize emphasise make be don customize customise personalize personalise adapt tailor describe "
        "explain mention detail copy adjust edit before list insert betonen erwähnen beschreiben erklären "
        "kopieren fügen passen"
    ),
)
def coaching_in_text(words: Words) -> Iterator[Found]:
    """A text tells its author what to write.

    Advice such as "make sure to mention" was meant for whoever prepared the request. Sent to AWS, it makes your answer look
    copied from a template.

    Fix: Write the statement itself. Advice to the author belongs in `checklist`.

    Wrong:
        purpose: [Emphasize that all email is transactional.]
        ---
        handling: {complaint: {action: Describe how you handle complaints.}}
        ---
        commitments: [Rates stay low (customize as needed).]
        ---
        content: [{text: {en: The footer is short., de: "Erwähnen Sie, dass die Domain verifiziert ist."}}]
    Right:
        purpose: [Each email follows from an action of its recipient.]
        ---
        checklist: [{list: send-reply, text: Make sure to mention the verified domain.}]
    Silent:
        purpose: [Singers describe how they feel and mention that in the form; leaders emphasize the next date.]
        ---
        content: [{text: The email asks readers to make sure that the code is theirs.}]
        ---
        content: [{text: {en: The page helps., de: 'Die Seite beschreibt, wie man sich abmeldet und Texte kopiert.'}}]
        ---
        streams: [{trigger: {event: "Singers copy and paste the code, or customize the reminder as they like."}}]
    """
    if words.path.startswith("checklist["):
        return
    if match := COACHING.search(own_words(words.text)):
        advice = quoted([match["order"] or match["aside"]])
        yield Found(words.path, "The text gives advice to its author: {advice}.", advice=advice)


@rule("warning", covers=["TXT-05"], severity_because="An entry says that something is open, not that the reply contains it.")
def draft_not_read(product: ProductView) -> Iterator[Found]:
    """Sentences of your imported draft still need review.

    The import keeps what is certain and puts the rest in `review`. Until you have read these sentences, your file may lack
    facts that your draft has, or contain one of two figures that contradict each other.

    Fix: Move each fact to its field or drop it, then remove the entry from `review`.

    Wrong:
        review: [{line: 14, says: We send up to 300 emails after a concert., about: volume.figures}]
    Right:
        review: []
        volume: {figures: [{kind: forecast, per: day, min: 30, max: 490}]}
    """
    if entries := product.review:
        yield Found(
            "review[0]",
            "One sentence of your draft still needs review: line {lines}."
            if len(entries) == 1
            else "{count} sentences of your draft still need review: lines {lines}."
            if len(entries) <= SHOWN
            else "{count} sentences of your draft still need review, starting with lines {lines}.",
            count=len(entries),
            lines=[str(entry.line) for entry in entries[:SHOWN]],
        )


SHOWN = 5
"""Our choice: how many lines a message lists."""


# 123 Oxford Road exists; 123 Main Street and 123 Business Ave are from templates.
ADDRESS = re.compile(
    r"\b(?:123|1234|12345) (?:main|business|example|sample|test|any|fake|your) ?(?:st(?:reet)?|ave(?:nue)?|road|rd|lane|way)\b"
    r"|\bmuster(?:straße|strasse|weg|gasse|stadt|hausen)\b",
    re.I,
)
# 555-0100 to 555-0199 is reserved for fiction in North America; +41 44 555 12 34 is a number like any other.
PERSON_OR_PLACE = re.compile(
    r"(?<![\d+])(?:\+?1[ .-])?(?:\(?\d{3}\)?[ .-])?555[ .-]01\d\d\b|\b(?:john|jane) doe\b|\b(?:max|erika) mustermann\b"
    r"|(?:@|https?://)(?:www\.)?(?:company|test|(?:your|my)-?(?:domain|company|site|website)|musterfirma)\.(?:com|de|ch)\b",
    re.I,
)
# What every match contains; most names contain none of it.
GATE = re.compile(r"123|555|muster|doe|company|test|your|my")
CLAIM = re.compile(r"\b(?:postal|physical|street|mailing) address\b", re.I)


@text_rule(
    "warning",
    covers=["TXT-06"],
    sources=["R-2606"],
    signs="123 1234 12345 555 muster john jane mustermann company test your my yourdomain mycompany",
    samples=True,
)
def invented_fact(words: Words) -> Iterator[Found]:
    """A fact looks made up, such as an address or a phone number from a template.

    A reviewer opens your website and compares. One made-up fact casts doubt on the true ones.

    Fix: Enter the real value, or leave it out. If you mean an example, use a domain reserved for examples, such as example.com.

    Wrong:
        company: {address: {street: 123 Business Ave}}
        content: []
        ---
        contacts: {support: {email: support@yourdomain.com}}
        ---
        contacts: {technical: {name: John Doe, phone: +1 555-0123}}
        ---
        website: {url: https://www.yourcompany.com}
        ---
        purpose: [{en: Write to office@test.com for help., de: Schreiben Sie an Max Mustermann.}]
        ---
        streams: [{sample: {text: "Hello [name], your code is [code]. Lantern, 123 Main Street"}}]
    Right:
        company: {address: {street: 4 Harbour Row}}
        ---
        contacts: {support: {email: abuse@lantern.example.com}}
    Silent:
        company: {address: {street: 123 Oxford Road}}
        ---
        contacts: {support: {phone: +41 44 555 12 34}}
        ---
        purpose: [Room 123 is open in the main season; our street team of 123 singers meets on Main Street.]
        ---
        purpose: [{en: Send a test to singer@example.com., de: Das Muster der Einladung hat 555 Zeichen.}]
        ---
        streams: [{sample: {text: "Hello [name], your code is [code], not 555-0123 as John Doe writes to a@company.com."}}]
        ---
        company: {address: {street: 123 Business Ave}}
        streams: [{sample: {text: "Hello [name], your code is [code]. Lantern, 123 Business Ave"}}]
    """
    # The reader of a sample is an example; its postal address is not.
    if SAMPLE in words.path:
        for match in ADDRESS.finditer(words.text):
            yield Found(
                words.path,
                "The postal address in this sample looks made up: {facts}.",
                "Show your company's real address.",
                facts=quoted([match[0]]),
            )
        return
    for pattern in (ADDRESS, PERSON_OR_PLACE):
        for match in pattern.finditer(words.text):
            yield Found(words.path, "This looks made up: {facts}.", facts=quoted([match[0]]))


@invented_fact.in_product
def _invented_fact_in_product(product: ProductView) -> Iterator[Found]:
    yield from invented_fact.in_texts(product)
    # If emails are said to show the address, claimed-address-not-real reports it.
    is_claimed = any(CLAIM.search(words.text) for words in product.words_at("content[", "laws[", "commitments["))
    street = product.company.address.street or "" if is_claimed else ""
    for path, text in names_of(product):
        if GATE.search(text.lower()) and not (is_claimed and path.startswith("company.address")):
            yield from invented_fact(Words(path, "", text))
    for path, text in samples_of(product):
        yield from invented_fact(Words(path, "", text.replace(street, "") if street else text))


# In Markdown [ ] and [x] are boxes and [text](url), [text][ref] links; [RFC 8058], [CASE 1] and [AWS-24] name something; <a@b>
# and <https://...> are addresses. Names in small letters may be a sample's variables: see undeclared-variable.
GAP = re.compile(
    r"\[(?![A-Z]+[ -]?\d+\])[A-ZÄÖÜ][^\]\n]{2,40}\](?![(\[:])"
    r"|\{\{[^}\n]{1,60}\}\}"
    r"|<(?:your|our|my|the|insert|enter|ihre?|name|company|product|domain)\b[^<>@/\n]{0,40}>|<[A-Z][A-Z _-]{3,40}>"
)
OPENS = re.compile(r"[\[{<]")
NOTE = re.compile(r"\b(?:TODO|TBD|TBC|FIXME|XXX+|[Ll]orem [Ii]psum|Your (?:Full |Company )?Name|copy from (?:the )?section)\b")
NOTE_SIGNS = signs("todo tbd tbc fixme xxx xxxx xxxxx lorem your copy")


@text_rule("error", covers=["TXT-05"], samples=True)
def placeholder_left(words: Words) -> Iterator[Found]:
    """A placeholder is not filled in.

    A reply with a gap from a template tells AWS that nobody read it before sending it.

    Fix: Fill in the placeholder or delete it. If a sample email fills it in for each recipient, declare it under `variables`.

    Wrong:
        company: {signature: "[Your Name]"}
        ---
        purpose: ["The service is called {{product_name}}."]
        ---
        purpose: [Email goes to <your audience>.]
        ---
        volume: {basis: {en: "TODO: count the sign-ins.", de: Gezählte Anmeldungen.}}
        ---
        handling: {complaint: {action: "[Copy from section above]"}}
        ---
        lists: {stored_where: {en: In our database., de: "Die Adressen liegen in [Name der Datenbank]."}}
        ---
        streams: [{sample: {text: "Hello [name], your code is [code]. Lorem ipsum dolor"}}]
    Milder:
        statements: [{about: contacts, says: "[Your Name]", line: 85}]
    Right:
        company: {signature: Lantern Ltd}
        ---
        purpose: [The service is called Lantern.]
    Silent:
        purpose: ["The [Privacy Policy](https://lantern.example.com/privacy) names it, see [RFC 8058] and [1]."]
        ---
        purpose: ["Replies reach <post@lantern.example.com> or <https://lantern.example.com>; the app keeps a todo list."]
        ---
        purpose: ["The page greets with [username], has the boxes [ ] and [x], and shows a <b>bold</b> title."]
        ---
        content: [{text: "The header List-Unsubscribe: <https://lantern.example.com/stop> is set; a value reads XX."}]
        ---
        streams: [{sample: {text: "Hello [name], your code is [code]. Lantern Ltd"}}]
    """
    # Brackets in a sample of a draft are its variables.
    if not is_sample_line(words.path):
        yield from _gaps(words)
    yield from _notes(words)


@placeholder_left.in_product
def _placeholder_left_in_product(product: ProductView) -> Iterator[Found]:
    yield from first_of_each(product.words, _gaps)
    yield from first_of_each(texts_with(product, NOTE_SIGNS), _notes)
    for path, text in names_of(product):
        yield from placeholder_left(Words(path, "", text))
    declared = {name for stream in product.streams if stream.sample for name in stream.sample.variables}
    for path, text in samples_of(product):
        for finding in placeholder_left(Words(path, "", text)):
            # Square brackets are variables: whether they are declared is for undeclared-variable.
            gap = str(finding.values["placeholders"][0])  # type: ignore[index]
            if not gap.startswith("[") and gap.strip("{}<> ") not in declared:
                yield finding
    # A reply does not repeat the sentences of the draft, but it lacks what they leave open.
    quoted_gaps = [found for item in quotations(product, "") for found in placeholder_left(Words(item.path, "en", item.text))]
    if quoted_gaps:
        first = merged(quoted_gaps)
        yield Found(
            first.path, "Your draft still contains {placeholders}.", severity="note", placeholders=first.values["placeholders"]
        )


def _gaps(words: Words) -> Iterator[Found]:
    # Most texts contain no bracket, which is a fast test.
    for match in GAP.finditer(words.text) if OPENS.search(words.text) else ():
        yield _placeholder(words, match)


def _notes(words: Words) -> Iterator[Found]:
    if NOTE.search(words.text):
        for match in NOTE.finditer(GAP.sub("", words.text)):
            yield _placeholder(words, match)


def _placeholder(words: Words, match: re.Match[str]) -> Found:
    return Found(words.path, "The text still contains {placeholders}.", placeholders=[match[0]])


@rule(
    "warning",
    question="examples",
    covers=["TXT-05"],
    severity_because="Most readers recognize a variable of a sample email; a placeholder in any other text is an error.",
)
def undeclared_variable(product: ProductView) -> Iterator[Found]:
    """A sample email uses a variable that is not declared.

    A declared variable shows AWS what each recipient gets in its place. An undeclared one looks like a gap that nobody filled.

    Fix: Declare it under `variables` with an example, or write the actual words.

    Wrong:
        streams: [{sample: {subject: "Your sign-in code for [choir]", variables: {name: Jane, code: "493817"}}}]
        ---
        streams: [{sample: {variables: {code: (leave out)}}}]
    Right:
        streams:
          - sample:
              subject: "Your sign-in code for [choir]"
              variables: {name: Jane, code: "493817", choir: Harbour Voices}
    Silent:
        streams: [{sample: {text: "[name], your code is [code]. [x] stay signed in [1]. [Help](https://lantern.example.com)"}}]
    """
    declared = {path: stream.sample.variables for path, stream in product.each_stream() if stream.sample}
    for path, text in samples_of(product):
        known = declared[path.partition(".")[0]]
        for name in dict.fromkeys(BRACKETS.findall(text)):
            if name not in known:
                yield Found(path, "[{name}] is not declared as a variable of this sample.", name=name)
