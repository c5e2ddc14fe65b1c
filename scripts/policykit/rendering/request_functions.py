"""Functions for pages and text sheets about the request: form fields, acknowledgment, commands, sent replies.

A page shows what the data says about the acknowledgment; the person who files the request decides whether to tick it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from policykit.catalog import addresses
from policykit.catalog.addresses import is_shown
from policykit.catalog.catalog import Catalogue, Entry
from policykit.catalog.languages import Language
from policykit.catalog.sent_log import SentReply
from policykit.foundation.jsonio import json_text
from policykit.html import components
from policykit.html.components import blank_mark, muted, status_tag
from policykit.html.elements import Element, Markdown, element, plain, to_markdown
from policykit.html.product_menu import ProductPage
from policykit.model import values_at
from policykit.model.view import ProductView
from policykit.readiness import account_request
from policykit.readiness.account_request import Half, HalfFact

from . import blanks
from .code_block import Quoting, code_block
from .template_functions import TemplateFunctions


class RequestFunctions(TemplateFunctions):
    """Every method returns an element, a string or Markdown that is already escaped."""

    def __init__(self, page: ProductPage, root: str) -> None:
        """`root` is the folder of the page's language, such as `de/`; the text may be in another language."""
        self._page, self._language, self._product = page, page.language, page.product
        self._catalogue, self._word = page.catalogue, page.language.word
        self._to_site = f"{page.to_product}../../{'../' * root.count('/')}"

    # The form

    def form_table(self, rows: Sequence[tuple[str, Any, Any]]) -> Element:
        """The form as a table: field, what to type, note."""
        return components.table([self._word(f"request.head.{key}") for key in ("field", "type", "note")], rows)

    def form_value(self, path: str) -> Any:
        """What to type into a field of the form."""
        value = values_at(self._product, path)[0]
        if value is None:
            return self._missing(path)
        return element("span", element("code", _typed(value, path, self._language)))

    def _missing(self, path: str) -> Any:
        """For a required field its blank and its path in the file; otherwise a note that it may stay empty."""
        if path == "request.contact_language":
            return element("span", element("code", _typed(account_request.CONTACT_LANGUAGE, path, self._language)))
        for name, blank in self._catalogue.blanks.items():
            if blank.path == path:
                return element("span", blank_mark(self._language, name, blank), " ", element("code", path))
        return muted(self._word("request.leave_empty"))

    def stream_classes(self) -> str:
        """The number of streams per class, such as: transactional (2), marketing (1); empty without streams."""
        counts = Counter(stream.class_ for stream in self._product.streams)
        return self._language.join([f"{self._word(f'class.{name}')} ({count})" for name, count in counts.items()])

    def ses_number(self, name: str) -> str:
        """One of Amazon's numbers with its unit. Raises `LookupError`."""
        return components.number_words(self._catalogue.ses.numbers[name], self._language)

    def source(self, name: str) -> Element:
        """A link to a document with the date on which it was read. Raises `LookupError`."""
        return components.source_link(self._catalogue.sources[name], self._language)

    # The acknowledgment

    def acknowledgement(self) -> tuple[Half, ...]:
        """Both halves of the acknowledgment, each with what the data shows about it."""
        return account_request.halves(self._product)

    def half_verdict(self, half: Half) -> str:
        """Whether the data supports one half."""
        if half.is_supported:
            return self._word("request.supported" if self._product.stage == "preparing" else "request.supported_sent")
        return self._word("request.unsupported", count=str(len(half.open_facts)), total=str(len(half.facts)))

    def half_facts(self, half: Half) -> Element:
        """The facts of one half, each with its status; open ones also with their field."""
        return components.bullets([self._half_fact(fact) for fact in half.facts])

    def _half_fact(self, fact: HalfFact) -> list[Any]:
        parts: list[Any] = [self._word(f"request.fact.{fact.path}"), " ", status_tag(str(fact.state), self._language)]
        if fact.open_count:
            count, total = str(fact.open_count), str(len(fact.states))
            note = f" {self._word('readiness.of', count=count, total=total)}" if len(fact.states) > 1 else ""
            parts += [note, " ", element("code", fact.path)]
        return parts

    def triggered_by_others(self) -> str:
        """The titles of the streams that another user triggers; empty if there are none."""
        found = account_request.streams_triggered_by_others(self._product)
        return self._language.join([plain(stream.title, self._language) for stream in found])

    # Commands and files

    def details_command(self) -> Element:
        """The command that files the request."""
        return self._code(account_request.details_command(self._catalogue, self._product))

    def details_json(self) -> Element:
        """The JSON that the command sends."""
        return self._code(json_text(account_request.put_account_details(self._catalogue, self._product)), "json")

    def find_case_command(self) -> Element:
        """The command that looks up the case's id in the Support API."""
        return self._code(account_request.find_case_command(self._catalogue, self._product))

    def answer_command(self, reply: str) -> Element:
        """The command that adds a reply to the case."""
        return self._code(account_request.answer_command(self._catalogue, self._product, reply))

    def request_blanks(self) -> list[str]:
        """The ids of the open blanks in the command and its JSON."""
        command = account_request.details_command(self._catalogue, self._product)
        text = command + json_text(account_request.put_account_details(self._catalogue, self._product))
        return blanks.open_blanks(text, blanks.marks(self._catalogue, self._product))

    def _code(self, text: str, quoting: Quoting = "shell") -> Element:
        return code_block(self._catalogue, self._product, text, quoting)

    def details_link(self, label: str) -> Any:
        """A download link for the request's JSON file; only the label if the profile has no API."""
        return self._file(label, addresses.details_json(self._page.entry.slug))

    def communication_links(self) -> list[Any]:
        """A download link for each reply's JSON file, with the reply's title."""
        slug, replies = self._page.entry.slug, self._catalogue.template_ids("reply")
        files = ((name, addresses.communication_json(slug, name)) for name in replies)
        return [(self._file(f"{name}.json", file), ": ", self._title(name)) for name, file in files]

    def _file(self, label: str, path: str) -> Any:
        if not is_shown(self._catalogue, "api"):
            return label
        return element("a", label, href=self._to_site + path, download=True)

    def sheet_link(self, label: str, name: str) -> Any:
        """A download link for a text sheet in the page's language; only the label if the profile does not show it."""
        if not is_shown(self._catalogue, name):
            return label
        return element("a", label, href=self._page.to_product + addresses.sheet_file(name), download=True)

    # Sent replies

    def sent_replies(self) -> Markdown:
        """The replies sent to AWS, newest first; empty if there are none, or if the profile hides them."""
        sent = self._catalogue.sent_of(self._page.entry)
        if not sent:
            return Markdown("")
        blocks = "".join(to_markdown(self._sent(item), self._language) for item in sent)
        return Markdown(f"## {self._word('request.sent')} {{ #sent }}\n{blocks}")

    def _sent(self, sent: SentReply) -> Element:
        # Shown exactly as sent, so the output check must ignore brackets in it.
        heading = (element("strong", sent.day), ": ", self._title(sent.reply))
        body = element("pre", sent.text, lang=self._catalogue.source_language.code, class_="kit-panel__text", tabindex="0")
        return element("details", element("summary", heading), body, class_="kit-part", data_example=True)

    def _title(self, reply: str) -> str:
        """The title of a reply; its id if its template no longer exists."""
        if reply not in self._catalogue.template_ids("reply"):
            return reply
        return str(getattr(self._catalogue.template(self._language.code, "reply", reply)[0].front, "title", reply))


def _typed(value: Any, path: str, language: Language) -> str:
    """A value as typed into the form: the form's own words for choices, commas between addresses."""
    if path in ("request.mail_type", "request.contact_language"):
        return language.word(f"{path}.{value}")
    return ", ".join(value) if isinstance(value, tuple) else str(value)


class SheetFunctions(TemplateFunctions):
    """Functions for text sheets; texts are plain and in the language of the sheet."""

    def __init__(self, catalogue: Catalogue, entry: Entry, language: Language) -> None:
        self._catalogue, self._product, self._language = catalogue, entry.view, language

    @property
    def product(self) -> ProductView:
        """The product, with all fields of its file."""
        return self._product

    def ses_number(self, name: str) -> str:
        """One of Amazon's numbers with its unit. Raises `LookupError`."""
        return components.number_words(self._catalogue.ses.numbers[name], self._language)

    def value_or_blank(self, name: str) -> str:
        """The value of a blank if the data contains it, else the blank."""
        return account_request.value_or_blank(self._catalogue, self._product, name, self._language)

    def form_value(self, path: str) -> str:
        """What to type into a field of the form."""
        value = values_at(self._product, path)[0]
        if value is None and path == "request.contact_language":
            value = account_request.CONTACT_LANGUAGE
        if value is not None:
            return _typed(value, path, self._language)
        name = next((name for name, blank in self._catalogue.blanks.items() if blank.path == path), None)
        return self.value_or_blank(name) if name else self._language.word("request.leave_empty")

    def acknowledgement(self) -> tuple[Half, ...]:
        """Both halves of the acknowledgment, each with what the data shows about it."""
        return account_request.halves(self._product)

    def half_facts(self, half: Half) -> str:
        """The facts of one half, each with its status; open ones also with their field."""
        lines = []
        for fact in half.facts:
            status = self._language.word(f"status.{fact.state}")
            note = f"{status}: {fact.path}" if fact.open_count else status
            lines.append(f"- {self._language.word(f'request.fact.{fact.path}')} ({note})")
        return "\n".join(lines)

    def details_command(self) -> str:
        """The command that files the request."""
        return account_request.details_command(self._catalogue, self._product)

    def details_json(self) -> str:
        """The JSON that the command sends."""
        return json_text(account_request.put_account_details(self._catalogue, self._product))
