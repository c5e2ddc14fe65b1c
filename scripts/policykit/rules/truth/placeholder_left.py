"""A placeholder was never filled in.

A reply with a template's gap in it says that nobody read it before it was sent. What only the sender can fill in is a declared
blank of the kit; anything else in brackets has to go.

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

import re
from collections.abc import Iterator

from policykit.readiness.sentences import signs, texts_with
from policykit.rules import Context, Found, ProductView, Words
from policykit.rules.lib.each_text import first_of_each
from policykit.rules.lib.names import names_of, samples_of

severity = "error"
covers = ("TXT-05",)

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
REMEDY = "fill it in or leave it out; what a sample mail fills in is declared as its variable"


def find(words: Words) -> Iterator[Found]:
    """Each placeholder of a text."""
    yield from _gaps(words)
    yield from _notes(words)


def _gaps(words: Words) -> Iterator[Found]:
    # Most texts hold no bracket at all, which is quickly seen.
    for match in GAP.finditer(words.text) if OPENS.search(words.text) else ():
        yield Found(words.path, f"a placeholder was left: {match[0]}", REMEDY)


def _notes(words: Words) -> Iterator[Found]:
    for match in NOTE.finditer(words.text):
        yield Found(words.path, f"a placeholder was left: {match[0]}", REMEDY)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Free texts, names and sample mails; a name in a sample that is declared as its variable is none."""
    yield from first_of_each(product.words, _gaps)
    yield from first_of_each(texts_with(product, NOTE_SIGNS), _notes)
    for path, text in names_of(product):
        yield from find(Words(path, "", text))
    declared = {name for stream in product.streams if stream.sample for name in stream.sample.variables}
    for path, text in samples_of(product):
        for finding in find(Words(path, "", text)):
            gap = finding.message.rpartition(": ")[2]
            # Brackets in a sample are variables, which are declared or not: that is the other rule's.
            if not gap.startswith("[") and gap.strip("{}<> ") not in declared:
                yield finding
