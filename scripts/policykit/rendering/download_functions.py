"""Functions for the files page: the zip, each sample email as received, replies and policies as text.

Emails are parsed from their .eml bytes, so the page always matches the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from policykit.catalog import addresses
from policykit.catalog.addresses import is_shown
from policykit.html import components
from policykit.html.components import button
from policykit.html.elements import Element, Markdown, element
from policykit.html.product_menu import ProductPage
from policykit.mail.eml import SENDER, MailPart, ReadMail, is_invitation, read_mail, sender_of
from policykit.mail.ics import Invitation
from policykit.model import PolicyFront, ReplyFront, Stream

from .setup.files import setup_files
from .template_functions import TemplateFunctions


class FileFunctions(TemplateFunctions):
    """Every method returns an element, a string or Markdown that is already escaped."""

    def __init__(self, page: ProductPage, emails: Mapping[str, bytes]) -> None:
        self._page, self._language, self._product = page, page.language, page.product
        self._word, self._emails = page.language.word, emails

    def zip_button(self) -> Element:
        """The primary button, which downloads all files as a zip."""
        file = self._page.to_product + addresses.bundle_file(self._page.entry.slug)
        return element("p", button(self._word("files.zip"), file, primary=True))

    def files_per_message(self) -> str:
        """How many files the Support Center accepts per message."""
        return self._language.number(self._page.catalogue.ses.numbers["case-files"].value)

    def sample_file(self, stream: Stream) -> Element:
        """A sample email as received, its parts, and a link to its file."""
        mail = read_mail(self._emails[stream.id])
        assert stream.sample
        text = element("pre", mail.text.replace("\r\n", "\n").rstrip("\n"), class_="kit-mail__text")
        shown = element("div", self._heads(mail), text, class_="kit-mail", lang=stream.sample.language)
        name = f"{stream.id}.eml"
        pairs: list[tuple[str, Any]] = [*(self._event(mail.invitation) if mail.invitation else ())]
        pairs.append((self._word("files.parts"), element("ul", *(element("li", _part(part)) for part in mail.parts))))
        file = self._page.to_product + addresses.sample_file(stream.id)
        pairs.append((self._word("files.download"), element("a", name, href=file, download=True)))
        facts = components.facts_list(pairs, self._language)
        return element("div", shown, facts, *self._notes(stream), class_="kit-file")

    def _heads(self, mail: ReadMail) -> Element:
        sent = parsedate_to_datetime(mail.heads["Date"])
        labels = {"From": "mail.from", "To": "mail.to", "Reply-To": "files.reply_to", "Subject": "mail.subject"}
        pairs = [(self._word(key), mail.heads[name]) for name, key in labels.items() if name in mail.heads]
        pairs.append((self._word("files.date"), f"{self._language.date(sent.date())}, {sent:%H:%M} UTC"))
        rows = [element("div", element("dt", label, lang=self._language.code), element("dd", value)) for label, value in pairs]
        return element("dl", *rows, class_="kit-mail__head")

    def _event(self, event: Invitation) -> list[tuple[str, Any]]:
        """What a calendar app shows for an invitation, and the iCalendar properties behind it."""
        start, end = (self._moment(moment) for moment in (event.starts, event.ends))
        if event.starts.date() == event.ends.date():
            end = f"{event.ends:%H:%M}"
        marks = [("METHOD", event.method), ("SEQUENCE", str(event.sequence)), ("UID", event.uid)]
        return [
            (self._word("files.event"), event.title),
            (self._word("files.when"), self._word("files.span", start=start, end=end, zone=event.zone)),
            (self._word("files.where"), event.location or None),
            (self._word("files.organizer"), event.organizer),
            (self._word("files.attendee"), event.attendee),
            (self._word("files.calendar"), element("ul", *(element("li", element("code", f"{k}:{v}")) for k, v in marks))),
        ]

    def _moment(self, moment: datetime) -> str:
        return f"{self._language.date(moment.date())}, {moment:%H:%M}"

    def _notes(self, stream: Stream) -> list[Element]:
        """Notes on everything in the file that does not come from the source."""
        sample = stream.sample
        assert sample
        keys = ["files.text_only" if sample.text else "files.outline_only"]
        if sender_of(stream).addr_spec == SENDER.addr_spec:
            keys.append("files.no_sender")
        if sample.event.example and is_invitation(stream):
            keys.append("files.example_event")
        notes = [element("p", " ".join(self._word(key) for key in keys), class_="kit-note")]
        if is_invitation(stream) and not sample.event:
            notes.append(
                element("p", self._word("files.no_event"), " ", self._field("streams[].sample.event"), class_="kit-note")
            )
        return notes

    def missing_samples(self) -> Element | Markdown:
        """The streams without a sample, and how to add one; empty if every stream has one."""
        missing = [stream.title for stream in self._product.streams if not stream.sample]
        if not missing:
            return Markdown("")
        how = element("p", self._word("files.add_sample"), " ", self._field("streams[].sample"))
        return element("div", components.bullets(missing), how)

    def _field(self, path: str) -> Element:
        return element("code", f"{self._page.entry.file}: {path}")

    def reply_files(self) -> Element | Markdown:
        """Links to the replies as text files; empty if the profile has no replies."""
        return self._files("reply-text", "reply", addresses.reply_file)

    def policy_files(self) -> Element | Markdown:
        """Links to the policies as text files; empty if the profile has no policies."""
        return self._files("policies", "policy", addresses.policy_file)

    def setup_file_list(self) -> Element | Markdown:
        """Links to the files of the setup; empty if the profile has no setup, or nothing is missing."""
        names = setup_files(self._page.catalogue, self._page.entry) if is_shown(self._page.catalogue, "setup") else {}
        links = [element("a", name, href=self._page.to_product + name, download=True) for name in names]
        return components.bullets(links) if links else Markdown("")

    def _files(self, page: str, kind: str, file_of: Callable[[str], str]) -> Element | Markdown:
        catalogue = self._page.catalogue
        if not is_shown(catalogue, page):
            return Markdown("")
        rows = []
        for name in catalogue.template_ids(kind):
            front = catalogue.template(self._language.code, kind, name)[0].front
            assert isinstance(front, ReplyFront | PolicyFront)
            link = element("a", f"{name}.txt", href=self._page.to_product + file_of(name), download=True)
            rows.append((front.title, ": ", link))
        return components.bullets(rows)


def _part(part: MailPart) -> tuple[Any, ...]:
    return (element("code", part.type), f", {part.name}" if part.name else "")
