"""Functions for the pages of a site about one product: what the company sends, an example of each email, how to reach it.

Readers are customers and AWS's reviewers. What is missing, or may not be stated, is left out without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from policykit.catalog.addresses import page_url
from policykit.html import components
from policykit.html.components import button, table
from policykit.html.elements import Element, Markdown, element
from policykit.html.mail_preview import received_mail
from policykit.html.product_menu import ProductPage
from policykit.model import Contact, Stream, Text
from policykit.readiness.claims import may_be_stated

from .policies import Policy
from .statement_functions import StatementFunctions
from .template_functions import TemplateFunctions


class CompanyFunctions(TemplateFunctions):
    """Every method returns an element, a string, Markdown that is already escaped, or values of the product's file."""

    def __init__(self, page: ProductPage, policies: Callable[[], tuple[Policy, ...]]) -> None:
        """`policies` renders them, so that only pages that show them do."""
        self._page, self._language, self._product = page, page.language, page.product
        self._word, self._policies = page.language.word, policies
        self._statements = StatementFunctions(page.catalogue, page.product, page.language)

    @property
    def is_own_site(self) -> bool:
        """Whether the site is about one product, on the company's own domain."""
        return self._page.catalogue.sole_product is not None

    def known(self, pairs: Sequence[tuple[str, Any]]) -> Element | Markdown:
        """A list of labels with their values, without those that have none; empty if none has."""
        found = [(label, value) for label, value in pairs if value]
        return components.facts_list(found, self._language) if found else Markdown("")

    def page_buttons(self, pairs: Sequence[tuple[str, str]]) -> Element:
        """Links to other pages of the site as buttons; each has a label and a kind of page, and the first is primary."""
        to = self._page.to_product
        links = (button(label, to + page_url(kind), primary=not index) for index, (label, kind) in enumerate(pairs))
        return element("p", *links, class_="kit-buttons")

    def policy_links(self) -> Element:
        """A list of the policies, each with a link to its document."""
        shown = [policy for policy in self._policies() if policy.sections]
        href = f"{self._page.to_product}{page_url('policies')}#"
        items = (element("li", element("a", policy.title, href=href + policy.id)) for policy in shown)
        return element("ul", *items, class_="kit-columns")

    # The company

    def about(self) -> Element | Markdown:
        """What the file says about the product's purpose, else about the company, less what the summary says already."""
        sentences = self._statements.stated("purpose") or self._statements.stated("company.activity")
        summary = self._plain(self._product.summary)
        words = " ".join(sentence for sentence in sentences if sentence != summary)
        return element("p", words) if words else Markdown("")

    def contacts(self) -> list[tuple[str, Contact]]:
        """The contacts that have an email address or a phone number, each with its role."""
        return [(self._word(f"contact.{role}"), c) for role, c in self._product.contacts.items() if c.email or self.phone(c)]

    def phone(self, contact: Contact) -> Text | None:
        """The phone number; None if the file has other words in its place, which have fewer than six digits."""
        return contact.phone if contact.phone and sum(map(str.isdigit, self._plain(contact.phone))) >= 6 else None

    def mail_link(self, address: str | None) -> Element | None:
        """An address to write to."""
        return element("a", address, href=f"mailto:{address}") if address else None

    def senders(self) -> list[str]:
        """The sender addresses of all emails, each once, with the name that recipients see."""
        named = [f"{s.from_name} <{s.from_}>" if s.from_name else s.from_ for s in self._product.streams if s.from_]
        return list(dict.fromkeys(named))

    # The emails

    def stream_overview(self) -> Element:
        """A table of the emails: what each is for, who triggers it, who gets it, whether it can be stopped.

        A column is left out if no email has a value for it.
        """
        columns = {
            "email": self._name_cell,
            "trigger": self._trigger_cell,
            "recipients": lambda stream: self.claim(stream, "recipients.who"),
            "can_stop": self.can_stop,
        }
        rows = [[cell(stream) for cell in columns.values()] for stream in self._product.streams]
        shown = [index for index in range(len(columns)) if any(row[index] for row in rows)]
        heads = [self._word(f"head.{name}") for name in columns]
        return table([heads[i] for i in shown], [[row[i] or "–" for i in shown] for row in rows])

    def _name_cell(self, stream: Stream) -> Any:
        link = element("a", stream.title, href=f"{self._page.to_product}{page_url('emails')}#stream-{stream.id}")
        return (link, element("br"), element("small", stream.purpose)) if stream.purpose else link

    def _trigger_cell(self, stream: Stream) -> Any:
        trigger = self.claim(stream, "trigger")
        return (self._word(f"actor.{trigger.actor}"), element("br"), element("small", trigger.event)) if trigger else None

    def consent(self, stream: Stream) -> Text | None:
        """How recipients ask for an email; None if that is missing, or contradicted for any email with the same wording."""
        same = [item for item in self._product.streams if item.consent == stream.consent]
        return stream.consent if all(self.claim(item, "consent") for item in same) else None

    def claim(self, stream: Stream, field: str) -> Any:
        """A value of a stream, such as `recipients.who`; None if it is missing or may not be stated."""
        place = f"streams[{self._product.streams.index(stream)}].{field}"
        value: Any = stream
        for name in field.split("."):
            value = getattr(value, name)
        return value if value and may_be_stated(self._product, place, value) else None

    def can_stop(self, stream: Stream) -> Any:
        """Whether a recipient can stop this email, and how; else what holds for unsubscribing in general."""
        rule = self.claim(stream, "unsubscribe")
        if not rule:
            general = self._statements.stated("handling.unsubscribe")
            return "" if stream.unsubscribe else self._statements.joined(general)
        answer = self._word("unsubscribe.yes" if rule.offered else "unsubscribe.no")
        if rule.offered and (rule.header_one_click or rule.body_link):
            answer += f" ({self._word('unsubscribe.one_click' if rule.header_one_click else 'unsubscribe.body_link')})"
        reasons = [text for text in ((rule.scope,) if rule.offered else (rule.reason_if_not, rule.other_way_out)) if text]
        words = [part for text in reasons for part in (text, " ")][:-1]
        return (answer, element("br"), element("small", *words)) if words else answer

    def sample_email(self, stream: Stream) -> Element:
        """The sample of a stream as a recipient sees it, with example values, and its attachments."""
        return received_mail(stream, self._language)

    def attached_files(self, stream: Stream) -> str:
        """The files attached to an email, as a list in one line; empty if there are none."""
        kinds = [(self._plain(file.kind), file.name) for file in stream.attachments]
        names = [f"{kind} ({name})" if name else kind for kind, name in kinds]
        return self._language.join(names) if names else ""

    def _plain(self, text: Text) -> str:
        return self._language.text(text)[0]
