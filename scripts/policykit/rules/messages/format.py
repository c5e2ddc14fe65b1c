"""Format and links."""

import re
from collections.abc import Callable, Iterator

from policykit.readiness.email_addresses import base_of, is_own, is_reserved
from policykit.readiness.samples import SHORTENERS, SOCIAL, filled, linked_hosts
from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView, rule


@rule("error", question="examples", covers=["MSG-07"], sources=["AWS-25"])
def attachment_refused_by_ses(product: ProductView, context: Context) -> Iterator[Found]:
    """An attachment has a file type that SES refuses.

    SES rejects an email if the file extension of an attachment is on its list, which is mostly programs and scripts.

    Fix: Send a PDF, or a link to the file.

    Wrong:
        streams:
          - id: seating-plan
            attachments: [{name: Seating.mdb, kind: seating plan}]
        ---
        streams: [{}, {attachments: [{name: setup.exe}]}]
    Right:
        streams:
          - id: seating-plan
            attachments: [{name: Seating.pdf, kind: seating plan}]
        ---
        streams: [{}, {attachments: [{name: plan.2027.pdf}]}]
    """
    for path, stream in product.each_stream():
        for index, file in enumerate(stream.attachments):
            name, dot, extension = (file.name or "").rpartition(".")
            if name and dot and extension.lower() in context.ses.refused_attachments:
                yield Found(
                    f"{path}.attachments[{index}].name",
                    "SES refuses {name}, because it accepts no .{extension} files.",
                    name=file.name,
                    extension=extension.lower(),
                )


COGNITO = re.compile(r"\bCognito\b", re.I)
SENDS = re.compile(r"\bsends?\b(?! no\b)", re.I)


@rule("note", covers=["MSG-10"], sources=["R-3834"], asks="Auto-Submitted header")
def automatic_mail_unmarked(product: ProductView) -> Iterator[Found]:
    """Nothing says that automatic emails carry the header Auto-Submitted.

    The header `Auto-Submitted: auto-generated` keeps other programs, such as out-of-office notices, from answering.

    Fix: Set the header where your sending service allows it, and say so in `content`.

    Wrong:
        content:
          - {status: implemented, text: Invitations and newsletter show our postal address.}
          - {status: implemented, text: Each email has a plain-text part.}
    Right:
        content:
          - {status: implemented, text: Invitations and newsletter show our postal address.}
          - {status: implemented, text: "Automatic emails carry the header Auto-Submitted: auto-generated."}
        ---
        content: [{}, (leave out)]
        streams: [(leave out), (leave out), {}]
    Silent:
        content: [{}, (leave out)]
        infrastructure: {users: {service: Amazon Cognito, role: It manages the users and sends email automatically.}}
    """
    if all(stream.class_ == "marketing" for stream in product.streams):
        return
    parts = product.infrastructure.values()
    if any(COGNITO.search(part.service) and SENDS.search(english(part.role)) for part in parts):
        return  # Cognito sets the headers
    if not any("uto-" in words.text and "auto-submitted" in words.text.lower() for words in product.words):
        yield Found("content", "You do not say whether automatic emails carry the header Auto-Submitted.")


@rule("note", question="examples", covers=["MSG-05"], sources=["R-2046"])
def html_without_text(product: ProductView) -> Iterator[Found]:
    """An email has no plain-text part.

    A program that shows no HTML shows nothing, and a screen reader has more to work through. With both parts, each program
    shows the richest one it can.

    Fix: Send the same words as plain text too (multipart/alternative), and write `parts: [text, html]`.

    Wrong:
        streams: [{id: sign-in-code, parts: [html]}]
    Right:
        streams: [{id: sign-in-code, parts: [text, html]}]
        ---
        streams: [{parts: (leave out)}]
    """
    for path, stream in product.each_stream():
        if stream.parts and "text" not in stream.parts:
            yield Found(f"{path}.parts", "`{stream}` has only an HTML part.", stream=stream.id)


@rule("note", question="examples", covers=["MSG-12"], sources=["AWS-04"])
def link_shortener(product: ProductView) -> Iterator[Found]:
    """A sample email uses a link shortener.

    Link shorteners hide where a link leads, and spammers use them. AWS advises linking to your own domain with the full
    address.

    Fix: Link to the page itself, on your own domain.

    Wrong:
        streams:
          - id: sign-in-code
            sample: {text: "Hello [name], your code is [code]. Help: https://bit.ly/3xYz"}
    Right:
        streams:
          - id: sign-in-code
            sample: {text: "Hello [name], your code is [code]. Help: https://lantern.example.com/help"}
    """
    for path, host in _first_links(product, lambda host: base_of(host) in SHORTENERS):
        yield Found(path, "A link through {host} hides where it leads.", host=host)


@rule("note", question="examples", covers=["MSG-12"], sources=["AWS-04"])
def link_to_foreign_host(product: ProductView) -> Iterator[Found]:
    """A sample email links to another company's host.

    A link outside your domain looks like phishing, above all in an email with a code. AWS advises linking to your own domain.

    Fix: Link to a page on your own domain; it may redirect.

    Wrong:
        streams:
          - id: sign-in-code
            sample: {text: "Hello [name], your code is [code]. Help: https://lantern.helpdesk.io/codes"}
    Right:
        streams:
          - id: sign-in-code
            sample: {text: "Hello [name], your code is [code]. Help: https://help.lantern.example.com/codes"}
        ---
        streams: [{sample: {text: "Hello [name], your code is [code]. Example: https://example.org/codes"}}]
    """
    for path, host in _first_links(product, lambda host: _is_foreign(product, host)):
        yield Found(path, "The sample links to {host}, which is not your host.", host=host)


def _is_foreign(product: ProductView, host: str) -> bool:
    return base_of(host) not in SHORTENERS | SOCIAL and not is_reserved(host) and not is_own(product, host)


def _first_links(product: ProductView, is_wanted: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """The first link of each sample to such a host: the path of its field, and the host."""
    for path, stream in product.each_stream():
        links = linked_hosts(stream.sample) if stream.sample else ()
        if found := next(((field, host) for field, host in links if is_wanted(host)), None):
            yield f"{path}.sample.{found[0]}", found[1]


RAW = re.compile(r"\bSendRawEmail|\braw (?:e-?mail|mail|message|MIME)|\bSMTP\b")
ENCODED = re.compile(
    r"RFC ?2047|encoded[- ]words?|\bencod\w+\b.{0,40}\bheaders?\b|\bheaders?\b.{0,40}\bencod\w+|\bMIME library\b", re.I
)


@rule(
    "note",
    question="examples",
    covers=["MSG-02"],
    sources=["R-5322", "R-2047"],
    asks="Encoding of special characters in headers",
    severity_because="AWS does not ask for it; the entry's warning is for headers that arrive garbled.",
)
def raw_header_not_encoded(product: ProductView) -> Iterator[Found]:
    """How special characters in email headers are encoded is missing.

    Headers contain ASCII only; other characters are written as encoded words (RFC 2047). The SES API does that for simple
    emails, but not for raw emails and SMTP, where an emoji then arrives garbled.

    Fix: Let a MIME library encode the headers (RFC 2047), and say so in `sending`.

    Wrong:
        sending: [{status: implemented, text: The application sends MIME messages with SendRawEmail.}]
        streams: [{sample: {subject: Your Lantern code – sign in}}]
        ---
        sending: [{text: The application sends through the SMTP interface.}]
        streams: [{from_name: Lántern}]
    Right:
        sending:
          - status: implemented
            text: The application sends with SendRawEmail; a MIME library encodes the headers (RFC 2047).
        ---
        sending: [{text: The application sends MIME messages with SendRawEmail.}]
    Silent:
        streams: [{sample: {subject: Your Lantern code – sign in}}]
        ---
        sending: [{text: The pipeline takes raw events of the queue and calls SendEmail.}]
        streams: [{sample: {subject: Your Lantern code – sign in}}]
    """
    if not any(RAW.search(words.text) for words in product.words_at("sending")):
        return
    if any(ENCODED.search(words.text) for words in product.words_at("sending", "content")):
        return
    for path, stream in product.each_stream():
        subject = stream.sample.subject if stream.sample else ""
        for field, text in (("sample.subject", subject), ("from_name", stream.from_name or "")):
            if not text.isascii():
                signs = "".join(dict.fromkeys(sign for sign in text if not sign.isascii()))
                yield Found(
                    f"{path}.{field}",
                    'A header of your raw emails contains "{signs}", but you do not say how headers are encoded.',
                    signs=signs,
                )
                break


LONGEST = 78
"""RFC 5322 2.1.1: lines should be no longer; it is not Amazon's number."""


@rule("note", question="examples", covers=["MSG-11"], sources=["R-5322", "AWS-23"])
def subject_too_long(product: ProductView, context: Context) -> Iterator[Found]:
    """A subject line is so long that email programs cut it off.

    A header line should have at most 78 characters, and phones show fewer. Amazon Cognito accepts subjects of up to 140
    characters.

    Fix: Say the main thing in the first 50 characters, and drop the rest.

    Wrong:
        streams:
          - id: sign-in-code
            sample:
              subject: Your Lantern sign-in code for the rehearsals of all choirs that you have joined since last spring
    Right:
        streams:
          - id: sign-in-code
            sample: {subject: Your Lantern sign-in code}
    """
    for path, stream in product.each_stream():
        length = len(filled(stream.sample, stream.sample.subject)) if stream.sample else 0
        limit = context.number("cognito-subject")
        if length > LONGEST:
            yield Found(
                f"{path}.sample.subject",
                "The subject has {length} characters; the standard is at most {longest}, and Cognito accepts {limit}."
                if length > limit
                else "The subject has {length} characters; the standard is at most {longest}.",
                length=length,
                longest=LONGEST,
                limit=limit,
            )
