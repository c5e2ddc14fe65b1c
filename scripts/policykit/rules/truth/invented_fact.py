"""A fact looks invented: a model address, a fictional phone number, a name out of a template.

The reviewer opens the website and compares. One invented fact puts the true ones in doubt. Where only an example is meant, use
a name that is reserved for examples (R-2606).

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

import re
from collections.abc import Iterator

from policykit.readiness.sentences import signs
from policykit.rules import Context, Found, ProductView, Words
from policykit.rules.lib.each_text import once_a_path
from policykit.rules.lib.names import names_of, samples_of

severity = "warning"
covers = ("TXT-06",)
sources = ("R-2606",)

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
REMEDY = "write the real one, or leave it out; for an example use example.com"


def find(words: Words) -> Iterator[Found]:
    """Each invented fact of a text."""
    for pattern in (ADDRESS, PERSON_OR_PLACE):
        for match in pattern.finditer(words.text):
            yield Found(words.path, f'looks invented: "{match[0]}"', REMEDY)


_in_texts = once_a_path(find, signs("123 1234 12345 555 muster john jane mustermann company test your my yourdomain mycompany"))


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """Texts and names; of a sample only its postal address, because its reader is an example."""
    yield from _in_texts(product, context)
    # Mail that is said to show the address: claimed-address-not-real tells of it then.
    is_claimed = any(CLAIM.search(words.text) for words in product.words_at("content[", "laws[", "commitments["))
    for path, text in names_of(product):
        if GATE.search(text.lower()) and not (is_claimed and path.startswith("company.address")):
            yield from find(Words(path, "", text))
    for path, text in samples_of(product):
        if match := ADDRESS.search(text):
            message = f'the address in the sample looks invented: "{match[0]}"'
            yield Found(path, message, "show the company's real address")
