"""Format and links."""

import re
from collections.abc import Callable, Iterator

from policykit.readiness.email_addresses import base_of, is_own, is_reserved
from policykit.readiness.samples import SHORTENERS, SOCIAL, filled, linked_hosts
from policykit.rules import Context, Found, ProductView, rule


@rule("error", question="examples", covers=["MSG-07"], sources=["AWS-25"])
def attachment_refused_by_ses(product: ProductView, context: Context) -> Iterator[Found]:
    """A mail carries an attachment of a type that SES refuses.

    SES rejects a mail with a file extension on its list, mostly programs and scripts (AWS-25).

    Wrong:
        streams: [{}, {attachments: [{name: setup.exe}]}]
        ---
        streams: [{}, {attachments: [{name: Seating.MDB}]}]
    Right:
        streams: [{}, {attachments: [{name: invite.ics}]}]
        ---
        streams: [{}, {attachments: [{name: plan.2027.pdf}]}]
    """
    # Each attachment whose extension is on Amazon's list.
    for path, stream in product.each_stream():
        for index, file in enumerate(stream.attachments):
            name, dot, extension = (file.name or "").rpartition(".")
            if name and dot and extension.lower() in context.ses.refused_attachments:
                message = f"{file.name}: SES refuses .{extension.lower()} files"
                yield Found(f"{path}.attachments[{index}].name", message, "send a PDF, or a link to the file")


@rule("note", covers=["MSG-10"], sources=["R-3834"])
def automatic_mail_unmarked(product: ProductView) -> Iterator[Found]:
    """Mail that a program sends is not said to be marked as automatic.

    The header `Auto-Submitted: auto-generated` keeps other programs, such as an out-of-office notice, from answering it
    (R-3834).

    Wrong:
        content: [{}, (leave out)]
    Right:
        content: [{}, {status: implemented, text: "Codes and invitations carry Auto-Submitted: auto-generated."}]
        ---
        content: [{}, (leave out)]
        streams: [(leave out), (leave out), {}]
    """
    # Once for a product with streams that are not marketing, where no text names the header.
    if all(stream.class_ == "marketing" for stream in product.streams):
        return
    if not any("uto-" in words.text and "auto-submitted" in words.text.lower() for words in product.words):
        message = "whether automatic mail carries the header Auto-Submitted is not stated"
        yield Found(
            "content", message, "set `Auto-Submitted: auto-generated` where your sender lets you, and say so in `content:`"
        )


@rule("note", question="examples", covers=["MSG-05"], sources=["R-2046"])
def html_without_text(product: ProductView) -> Iterator[Found]:
    """A mail has an HTML part and no plain-text part.

    A program that shows no HTML shows nothing, and a screen reader has more to wade through. With a plain-text part beside it,
    each program shows the richest part that it can (R-2046).

    Wrong:
        streams: [{parts: [html]}]
    Right:
        streams: [{parts: [text, html]}]
        ---
        streams: [{parts: (leave out)}]
    """
    # Each stream whose parts are HTML alone.
    for path, stream in product.each_stream():
        if stream.parts and "text" not in stream.parts:
            message = f"`{stream.id}` has an HTML part only"
            yield Found(f"{path}.parts", message, "send the same words as plain text too (multipart/alternative)")


@rule("note", question="examples", covers=["MSG-12"], sources=["AWS-04"])
def link_shortener(product: ProductView) -> Iterator[Found]:
    """A sample mail links through a link shortener.

    Shorteners hide where a link leads, and spammers use them; AWS advises to link to your own domain with the full address
    (AWS-04).

    Wrong:
        streams: [{sample: {text: "Hello [name], your code is [code]. Help: https://bit.ly/3xYz"}}]
    Right:
        streams: [{sample: {text: "Hello [name], your code is [code]. Help: https://lantern.example.com/help"}}]
    """
    # The first such link of each sample.
    for path, host in _first_links(product, lambda host: base_of(host) in SHORTENERS):
        message = f"a link through {host} hides where it leads"
        yield Found(path, message, "link to the page itself, on your own domain")


@rule("note", question="examples", covers=["MSG-12"], sources=["AWS-04"])
def link_to_foreign_host(product: ProductView) -> Iterator[Found]:
    """A sample mail links to a host of another company.

    A link outside the sender's domain looks like phishing, above all in a mail with a code; AWS advises to link to your own
    domain (AWS-04).

    Wrong:
        streams: [{sample: {text: "Hello [name], your code is [code]. Help: https://lantern.helpdesk.io/codes"}}]
    Right:
        streams: [{sample: {text: "Hello [name], your code is [code]. Help: https://help.lantern.example.com/codes"}}]
        ---
        streams: [{sample: {text: "Hello [name], your code is [code]. Example: https://example.org/codes"}}]
    """
    # The first such link of each sample; shorteners and social networks have rules of their own.
    for path, host in _first_links(product, lambda host: _is_foreign(product, host)):
        message = f"a link to {host}, which is not a host of yours"
        yield Found(path, message, "link to a page on your own domain, which may lead on")


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
FIX = "let a MIME library encode the headers (RFC 2047), and say so under `sending:`"


@rule("warning", question="examples", covers=["MSG-02"], sources=["R-5322", "R-2047"])
def raw_header_not_encoded(product: ProductView) -> Iterator[Found]:
    """The application builds the mail itself, and a header holds characters that it does not say it encodes.

    A header holds ASCII only (R-5322); anything else is written as encoded words (R-2047). The SES API does that for simple
    mail, but not for raw mail and SMTP, and an emoji then arrives garbled.

    Wrong:
        sending: [{text: The application sends MIME messages with SendRawEmail.}]
        streams: [{sample: {subject: Your Lantern code – sign in}}]
        ---
        sending: [{text: The application sends through the SMTP interface.}]
        streams: [{from_name: Lántern}]
    Right:
        sending: [{text: The application sends with SendRawEmail; a MIME library encodes the headers (RFC 2047).}]
        streams: [{sample: {subject: Your Lantern code – sign in}}]
        ---
        sending: [{text: The application sends MIME messages with SendRawEmail.}]
    Silent:
        streams: [{sample: {subject: Your Lantern code – sign in}}]
        ---
        sending: [{text: The pipeline takes raw events of the queue and calls SendEmail.}]
        streams: [{sample: {subject: Your Lantern code – sign in}}]
    """
    # The first header of each stream with such a character, where mail is raw and encoding is not stated.
    if not any(RAW.search(words.text) for words in product.words_at("sending")):
        return
    if any(ENCODED.search(words.text) for words in product.words_at("sending", "content")):
        return
    for path, stream in product.each_stream():
        subject = stream.sample.subject if stream.sample else ""
        for field, text in (("sample.subject", subject), ("from_name", stream.from_name or "")):
            if not text.isascii():
                signs = "".join(dict.fromkeys(sign for sign in text if not sign.isascii()))
                message = f"{signs!r} in a header of raw mail, and how headers are encoded is not stated"
                yield Found(f"{path}.{field}", message, FIX)
                break


LONGEST = 78
"""RFC 5322 2.1.1: lines should be no longer; it is not Amazon's number."""


@rule("note", question="examples", covers=["MSG-11"], sources=["R-5322", "AWS-23"])
def subject_too_long(product: ProductView, context: Context) -> Iterator[Found]:
    """A subject line is so long that mail programs cut it off.

    A line of a header should have at most 78 characters (R-5322); phones show fewer. Amazon Cognito takes no subject of more
    than 140 (AWS-23).

    Wrong:
        streams:
          - sample:
              subject: Your Lantern sign-in code for the rehearsals of all choirs that you have joined since last spring
    Right:
        streams: [{sample: {subject: Your Lantern sign-in code}}]
    """
    # Each subject that is longer once its variables are filled in.
    for path, stream in product.each_stream():
        if not stream.sample:
            continue
        length = len(filled(stream.sample, stream.sample.subject))
        if length > LONGEST:
            limit = context.number("cognito-subject")
            more = f"; Cognito takes {limit}" if length > limit else ""
            message = f"the subject has {length} characters, {LONGEST} are the standard{more}"
            yield Found(f"{path}.sample.subject", message, "say the main thing in the first 50 characters, drop the rest")
