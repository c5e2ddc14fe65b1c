"""Generates a stream's sample as an email message (.eml) for email clients, and reads such messages.

Variables contain their example values. All recipients have a domain reserved by RFC 2606, because real addresses in public
files get email. The same data always gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, default

from policykit.catalog.languages import Language
from policykit.html.elements import escape_html
from policykit.model import SOURCE_LANGUAGE, Attachment, Sample, Stream
from policykit.readiness.email_addresses import is_reserved
from policykit.readiness.samples import filled

from .ics import METHOD, Invitation, invitation, read_invitation

SENDER = Address(username="sender", domain="example.com")
RECIPIENT = Address(username="recipient", domain="example.com")

# 7bit: SES accepts it from every client (text that is not ASCII becomes quoted-printable or base64).
_POLICY = SMTP.clone(cte_type="7bit")
# Only addresses that need no quoting and no SMTPUTF8 (RFC 5321 4.1.2, RFC 6531), which SES does not support.
_ADDRESS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_MAILBOX = re.compile(rf'(?:"?(?P<name>[^"<>]*?)"?\s*<(?P<in_brackets>{_ADDRESS})>|(?P<alone>{_ADDRESS}))')
_WEB_ADDRESS = re.compile(r"""(https?://[^\s<>"']*[^\s<>"'.,;:!?)\]])""")


@dataclass(frozen=True)
class MailPart:
    """A leaf part of a message: its content type, with `method` if it has one, and the file name of an attachment."""

    type: str
    name: str


@dataclass(frozen=True)
class ReadMail:
    """The content of a parsed message."""

    heads: dict[str, str]
    """The headers From, To, Reply-To, Subject and Date, if present."""
    text: str
    parts: tuple[MailPart, ...]
    invitation: Invitation | None


def is_invitation(stream: Stream) -> bool:
    """Whether the stream sends invitations with a calendar object."""
    methods = stream.calendar.methods
    has_calendar = bool(stream.calendar) or calendar_file(stream) is not None
    return has_calendar and (not methods or METHOD in methods)


def calendar_file(stream: Stream) -> Attachment | None:
    """Return the calendar file among the stream's attachments, if any."""
    return next((file for file in stream.attachments if _is_calendar(file)), None)


def _is_calendar(file: Attachment) -> bool:
    description = f"{file.name or ''} {' '.join(file.kind.root.values())}".lower()
    return "RFC 5545" in (file.standard or "") or ".ics" in description


def sample_mail(slug: str, stream: Stream, languages: Mapping[str, Language], stamp: datetime) -> bytes:
    """Return the sample of a stream as a message with CRLF. Raises `LookupError` for a stream without sample.

    A body that the source only outlines is written in the sample's language, or in the source language if the site does not
    support that language. `stamp` (UTC) is the date if the sample has none.
    """
    sample = stream.sample
    if not sample:
        raise LookupError(f"the stream `{stream.id}` has no sample")
    tag = sample.language
    language = languages.get(tag) or languages.get(tag.partition("-")[0]) or languages[SOURCE_LANGUAGE]
    sent = datetime.combine(sample.date, time(12), UTC) if sample.date else stamp
    sender, recipient = sender_of(stream), _recipient(sample)
    subject, text = _one_line(sample, sample.subject), _text(sample, language)
    message = EmailMessage(policy=_POLICY)
    message["From"], message["To"] = sender, recipient
    if reply_to := _mailbox(stream.reply_to.root[SOURCE_LANGUAGE] if stream.reply_to else ""):
        message["Reply-To"] = reply_to
    message["Subject"], message["Date"] = subject, sent
    message["Message-ID"] = f"<{stream.id}.{slug}@example.com>"
    message.set_content(text, charset="utf-8")
    html = _html(text, subject, sample.language if sample.text else language.code)
    message.add_alternative(html, subtype="html", charset="utf-8")
    if sample.event and is_invitation(stream):
        title, location = (_one_line(sample, value or "") for value in (sample.event.title, sample.event.location))
        uid = f"{stream.id}.{slug}@example.com"
        calendar = invitation(sample.event, title, location, uid, sent, sender, recipient)
        message.add_alternative(calendar.decode(), subtype="calendar", charset="utf-8", params={"method": METHOD})
        if file := calendar_file(stream):
            name = re.split(r"[/\\]", _one_line(sample, file.name or ""))[-1] or "invite.ics"  # a variable may contain a path
            message.add_attachment(calendar, maintype="application", subtype="ics", filename=name)
    _tidy(message)
    return message.as_bytes()


def sender_of(stream: Stream) -> Address:
    """Return the sender from the sample, else from the stream, else an address at example.com."""
    sample = stream.sample
    shown = _one_line(sample, sample.sent_from or "") if sample else ""
    mailbox = _mailbox(shown) or _mailbox(stream.from_ or "") or SENDER
    only_name = shown if "@" not in shown else ""
    name = mailbox.display_name or only_name or " ".join((stream.from_name or "").split())
    return Address(name, mailbox.username, mailbox.domain)


def _recipient(sample: Sample) -> Address:
    """Return the recipient from the sample if its domain is reserved, else recipient@example.com. Keeps the name."""
    shown = _mailbox(_one_line(sample, sample.sent_to or ""))
    if shown is None:
        return RECIPIENT
    if is_reserved(shown.domain):
        return shown
    return Address(shown.display_name, RECIPIENT.username, RECIPIENT.domain)


def _mailbox(text: str) -> Address | None:
    """Parse a single address with or without a name; None for anything else."""
    match = _MAILBOX.fullmatch(text.strip())
    if match is None:
        return None
    username, _, domain = (match["in_brackets"] or match["alone"]).rpartition("@")
    return Address((match["name"] or "").strip(), username, domain)


def _one_line(sample: Sample, text: str) -> str:
    """Return a value for a header: without line breaks, which start a new header, and =?, which starts an encoded word."""
    return " ".join(filled(sample, text).split()).replace("=?", "= ?")


def _text(sample: Sample, language: Language) -> str:
    if sample.text:
        return filled(sample, sample.text).rstrip("\n") + "\n"
    if not sample.outline:
        return language.word("files.mail_subject_only") + "\n"
    lines = [f"- {filled(sample, language.text(line)[0])}" for line in sample.outline]
    return "\n".join([language.word("files.mail_outline"), "", *lines]) + "\n"


def _html(text: str, title: str, language: str) -> str:
    """Convert text to HTML with paragraphs, line breaks and links only."""
    paragraphs = [_linked(part).replace("\n", "<br>\n") for part in re.split(r"\n{2,}", text.strip("\n"))]
    body = "\n".join(f"<p>{part}</p>" for part in paragraphs)
    head = f'<head>\n<meta charset="utf-8">\n<title>{escape_html(title)}</title>\n</head>'
    return f'<!DOCTYPE html>\n<html lang="{escape_html(language)}">\n{head}\n<body>\n{body}\n</body>\n</html>\n'


def _linked(text: str) -> str:
    parts = [escape_html(part) for part in _WEB_ADDRESS.split(text)]  # texts and addresses alternate
    return "".join(f'<a href="{part}">{part}</a>' if index % 2 else part for index, part in enumerate(parts))


def _tidy(message: EmailMessage) -> None:
    """Keep one MIME-Version header (RFC 2045 4), and derive boundaries from the content: the library's are random.

    Boundaries cannot occur in the content: quoted-printable and base64 never contain =_ (RFC 2045 6.7), and plain text would
    have to contain its own hash.
    """
    leaves = [str(part.get_payload()) for part in message.walk() if not part.is_multipart()]
    digest = hashlib.sha256("\n".join(leaves).encode()).hexdigest()[:24]
    for number, part in enumerate(message.walk()):
        if number:
            del part["MIME-Version"]
        if part.is_multipart():
            part.set_boundary(f"=_{digest}_{number}")


def read_mail(content: bytes) -> ReadMail:
    """Parse a message. Raises `ValueError` if it has no plain text or its calendar object is invalid."""
    message = message_from_bytes(content, policy=default)
    plain, calendar = message.get_body(("plain",)), None
    if plain is None:
        raise ValueError("the message has no plain text")
    parts = []
    for part in message.walk():
        if not part.is_multipart():
            method = part["Content-Type"].params.get("method")
            parts.append(
                MailPart(part.get_content_type() + (f"; method={method}" if method else ""), part.get_filename() or "")
            )
        if part.get_content_type() == "text/calendar":
            calendar = read_invitation(part.get_content().encode())
    heads = {name: str(message[name]) for name in ("From", "To", "Reply-To", "Subject", "Date") if message[name]}
    return ReadMail(heads, plain.get_content(), tuple(parts), calendar)
