"""A text says what every mail holds, but the samples do not hold it.

Claim and sample stand in one reply, so the reviewer sees at once that they differ.

Wrong:
    content: [{status: implemented, text: The mail includes contact information.}, {text: Every mail shows our postal address.}]
    streams: [{sample: {text: "Your code is 493817."}}]
    ---
    content: [{status: implemented, text: Our mail clearly states that it is a transactional message.}]
    ---
    content: [{status: implemented, text: The mail consists of codes and verification links only.}]
    streams: [{}, {sample: {text: The rehearsal is on Monday.}}, {sample: (leave out)}]
Right:
    content: [{status: implemented, text: Every mail shows our postal address.}]
Silent:
    content: [{status: implemented, text: Invitations and newsletter show our postal address.}]
    streams: [{sample: {text: "Your code is 493817."}}]
    ---
    content: [{status: implemented, text: The content is strictly transactional.}]
    ---
    content: [{status: planned, text: Every mail shows our postal address.}]
    streams: [{sample: {text: "Your code is 493817."}}]
    ---
    content: [{status: implemented, text: No mail includes contact information of other singers.}]
    ---
    laws: [{claim: A mail states the postal address.}]
    streams: [{sample: (leave out)}, {sample: (leave out)}, {sample: (leave out)}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english, is_denied
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("CON-07",)
question = "examples"

POSTAL, CONTACT, TRANSACTIONAL, LINK = "a postal address", "contact details", "that it is transactional", "such a link"
CLAIMS = (
    (POSTAL, re.compile(r"\b(?:postal|physical|mailing|street) address", re.I)),
    (CONTACT, re.compile(r"\bcontact (?:information|details|data)\b", re.I)),
    (TRANSACTIONAL, re.compile(r"\b(?:states?|says?|tells?)\b[^.;]*\btransactional(?: \w+)?\b", re.I)),
    (LINK, re.compile(r"\b(?:verification|confirmation|activation|reset) links?\b", re.I)),
)
SHOWN = {
    CONTACT: re.compile(r"[\w.+-]+@[\w-]+\.\w|\+\d[\d ()/-]{6,}|\bphone\b|\bTel\b|\bcontact\b|\bKontakt\b", re.I),
    TRANSACTIONAL: re.compile(
        r"transaction|transaktion|automatic|automatisch|service (?:e-?mail|message)|because you|weil Sie", re.I
    ),
    LINK: re.compile(r"https?://[^\s/]+/\S|\[[^\]]*(?:link|url)[^\]]*\]", re.I),
}
EVERY = re.compile(r"\b(?:every|each|all|any)\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each claim in place that no sample bears out; one about every mail, that one sample does not."""
    samples = [(stream.id, stream.sample.text) for stream in product.streams if stream.sample.text]
    if not samples:
        return
    for path, text in _claims(product):
        for what, claimed in CLAIMS:
            match = claimed.search(text)
            if match is None or is_denied(text, match):
                continue
            lacking = [name for name, sample in samples if not _shows(product, what, sample)]
            if lacking and (EVERY.search(text) or len(lacking) == len(samples)):
                names = ", ".join(f"`{name}`" for name in lacking)
                message = f'claimed of the mail: "{match[0]}"; the samples do not show {what}: {names}'
                yield Found(path, message, "add it to the mail and its sample, or take the claim back")


def _claims(product: ProductView) -> Iterator[tuple[str, str]]:
    for index, claim in enumerate(product.content):
        if claim.status.is_in_place:
            yield f"content[{index}].text", english(claim.text)
    for index, law in enumerate(product.laws):
        if law.claim:
            yield f"laws[{index}].claim", english(law.claim)


def _shows(product: ProductView, what: str, sample: str) -> bool:
    company = product.company
    street = company.address.street
    if what == POSTAL:
        return street is None or street in sample
    return bool(SHOWN[what].search(sample)) or (what == CONTACT and street is not None and street in sample)
