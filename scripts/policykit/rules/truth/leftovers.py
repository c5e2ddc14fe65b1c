"""Drafts and placeholders."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import own_words, signs, texts_with
from policykit.rules import Found, ProductView, Words, rule, text_rule
from policykit.rules.lib.each_text import first_of_each
from policykit.rules.lib.names import names_of, samples_of

# An order stands at the beginning, or after a list mark or a label: "- **Content Review**: Explain the approval".
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

    Advice such as "make sure to mention" was meant for whoever prepared the request. Sent to AWS, it makes the answer look
    staged. It belongs into the checklist.

    Wrong:
        purpose: [Emphasize that all mail is transactional.]
        ---
        handling: {complaint: {action: Describe how you handle complaints.}}
        ---
        commitments: [Rates stay low (customize as needed).]
        ---
        content: [{text: {en: The footer is short., de: "Erwähnen Sie, dass die Domain verifiziert ist."}}]
    Right:
        purpose: [Each mail follows from an action of its recipient.]
        ---
        checklist: [{list: send-reply, text: Make sure to mention the verified domain.}]
    Silent:
        purpose: [Singers describe how they feel and mention that in the form; leaders emphasize the next date.]
        ---
        content: [{text: The mail asks readers to make sure that the code is theirs.}]
        ---
        content: [{text: {en: The page helps., de: 'Die Seite beschreibt, wie man sich abmeldet und Texte kopiert.'}}]
        ---
        streams: [{trigger: {event: "Singers copy and paste the code, or customize the reminder as they like."}}]
    """
    # The first such advice of a text; the source's own steps are where advice belongs.
    if words.path.startswith("checklist["):
        return
    if match := COACHING.search(own_words(words.text)):
        told = match["order"] or match["aside"]
        yield Found(words.path, f'advice to the author: "{told}"', "say it, instead of saying that it is to be said")


@rule("warning", covers=["TXT-05"], severity_because="an entry says that something is open, not that a reply holds it")
def draft_not_read(product: ProductView) -> Iterator[Found]:
    """Sentences of an imported draft were not read yet.

    The import takes only what is certain and leaves the rest as entries of `review`. Until somebody has read them, the file may
    lack what the request states, or state one of two figures that contradict each other; AWS asks about both (AWS-24).

    Wrong:
        review: [{line: 14, says: We send up to 300 mails after a concert., about: volume.figures}]
    Right:
        summary: Lantern lets small choirs plan rehearsals and sends each singer the dates.
    """
    # One finding for all entries, at the first of them.
    entries = product.review
    if entries:
        count = "one sentence of the draft is" if len(entries) == 1 else f"{len(entries)} sentences of the draft are"
        lines = ", ".join(str(entry.line) for entry in entries[:5]) + (" and more" if len(entries) > 5 else "")
        fix = "put each fact where it belongs, or leave it out, and remove its entry"
        yield Found("review[0]", f"{count} not read yet: line {lines}", fix)


# 123 Oxford Road exists; 123 Main Street and 123 Business Ave stand in templates.
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
# What every match holds; most names have none of it.
GATE = re.compile(r"123|555|muster|doe|company|test|your|my")
CLAIM = re.compile(r"\b(?:postal|physical|street|mailing) address\b", re.I)
INVENTED_FIX = "write the real one, or leave it out; for an example use example.com"


@text_rule(
    "warning",
    covers=["TXT-06"],
    sources=["R-2606"],
    signs="123 1234 12345 555 muster john jane mustermann company test your my yourdomain mycompany",
)
def invented_fact(words: Words) -> Iterator[Found]:
    """A fact looks invented: a model address, a fictional phone number, a name out of a template.

    The reviewer opens the website and compares. One invented fact puts the true ones in doubt. Where only an example is meant,
    use a name that is reserved for examples (R-2606).

    Wrong:
        company: {address: {street: 123 Business Ave}}
        content: [(only)]
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
    """
    # Each invented fact of a text.
    for pattern in (ADDRESS, PERSON_OR_PLACE):
        for match in pattern.finditer(words.text):
            yield Found(words.path, f'looks invented: "{match[0]}"', INVENTED_FIX)


@invented_fact.in_product
def _invented_fact_in_product(product: ProductView) -> Iterator[Found]:
    # Texts and names; of a sample only its postal address, because its reader is an example.
    yield from invented_fact.in_texts(product)
    # Mail that is said to show the address: claimed-address-not-real tells of it then.
    is_claimed = any(CLAIM.search(words.text) for words in product.words_at("content[", "laws[", "commitments["))
    for path, text in names_of(product):
        if GATE.search(text.lower()) and not (is_claimed and path.startswith("company.address")):
            yield from invented_fact(Words(path, "", text))
    for path, text in samples_of(product):
        if match := ADDRESS.search(text):
            message = f'the address in the sample looks invented: "{match[0]}"'
            yield Found(path, message, "show the company's real address")


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
PLACEHOLDER_FIX = "fill it in or leave it out; what a sample mail fills in is declared as its variable"


@text_rule("error", covers=["TXT-05"])
def placeholder_left(words: Words) -> Iterator[Found]:
    """A placeholder was never filled in.

    A reply with a template's gap in it says that nobody read it before it was sent. What only the sender can fill in is a
    declared blank of the kit; anything else in brackets has to go.

    Wrong:
        company: {signature: "[Your Name]"}
        ---
        purpose: ["The service is called {{product_name}}."]
        ---
        purpose: [Mail goes to <your audience>.]
        ---
        volume: {basis: {en: "TODO: count the sign-ins.", de: Gezählte Anmeldungen.}}
        ---
        handling: {complaint: {action: "[Copy from section above]"}}
        ---
        lists: {stored_where: {en: In our database., de: "Die Adressen liegen in [Name der Datenbank]."}}
        ---
        streams: [{sample: {text: "Hello [name], your code is [code]. Lorem ipsum dolor"}}]
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
    # Each placeholder of a text.
    yield from _gaps(words)
    yield from _notes(words)


@placeholder_left.in_product
def _placeholder_left_in_product(product: ProductView) -> Iterator[Found]:
    # Free texts, names and sample mails; a name in a sample that is declared as its variable is none.
    yield from first_of_each(product.words, _gaps)
    yield from first_of_each(texts_with(product, NOTE_SIGNS), _notes)
    for path, text in names_of(product):
        yield from placeholder_left(Words(path, "", text))
    declared = {name for stream in product.streams if stream.sample for name in stream.sample.variables}
    for path, text in samples_of(product):
        for finding in placeholder_left(Words(path, "", text)):
            gap = finding.message.rpartition(": ")[2]
            # Brackets in a sample are variables, which are declared or not: that is the other rule's.
            if not gap.startswith("[") and gap.strip("{}<> ") not in declared:
                yield finding


def _gaps(words: Words) -> Iterator[Found]:
    # Most texts hold no bracket at all, which is quickly seen.
    for match in GAP.finditer(words.text) if OPENS.search(words.text) else ():
        yield Found(words.path, f"a placeholder was left: {match[0]}", PLACEHOLDER_FIX)


def _notes(words: Words) -> Iterator[Found]:
    for match in NOTE.finditer(words.text):
        yield Found(words.path, f"a placeholder was left: {match[0]}", PLACEHOLDER_FIX)


BRACKETS = re.compile(r"\[([^\W\d][^\]\n]{1,60}|\d+[ -][^\]\n]{2,60})\](?!\()")


@rule("error", question="examples", covers=["TXT-05"])
def undeclared_variable(product: ProductView) -> Iterator[Found]:
    """A sample mail has a name in brackets that is not declared as its variable.

    A declared variable tells the reviewer what each recipient gets in its place. One that is not declared looks like a gap that
    nobody filled.

    Wrong:
        streams: [{sample: {variables: {code: (leave out)}}}]
        ---
        streams: [{sample: {subject: "Your code for [Product]"}}]
    Right:
        streams: [{sample: {variables: {name: Jane, code: "493817"}}}]
    Silent:
        streams: [{sample: {text: "[name], your code is [code]. [x] stay signed in [1]. [Help](https://lantern.example.com)"}}]
    """
    # Each name in brackets, of subject and text, that the stream's sample does not declare.
    declared = {path: stream.sample.variables for path, stream in product.each_stream() if stream.sample}
    for path, text in samples_of(product):
        known = declared[path.partition(".")[0]]
        for name in dict.fromkeys(BRACKETS.findall(text)):
            if name not in known:
                message = f"[{name}] is not declared as a variable of this sample"
                yield Found(path, message, "declare it in `variables:` with an example, or write the real words")
