"""Renders a product's pages, policies and text sheets from templates, in one language."""

from __future__ import annotations

from functools import partial

from policykit.catalog.addresses import way_to_product
from policykit.catalog.catalog import Catalogue, Entry
from policykit.catalog.languages import Language
from policykit.catalog.templates import Template
from policykit.html import components
from policykit.html.components import lead
from policykit.html.elements import Markdown, element, to_markdown
from policykit.html.product_menu import ProductPage
from policykit.model.view import UNLISTED

from .case_functions import CaseFunctions
from .company_functions import CompanyFunctions
from .content import Content
from .download_functions import FileFunctions
from .evidence_functions import EvidenceFunctions
from .finding_functions import FindingFunctions
from .jinja import TemplateEngine, is_translated, tidy
from .page_functions import PageFunctions
from .policies import Policies
from .policy_page import PolicyPageFunctions
from .reply import STANDARD, Reply
from .reply_desk import DeskFunctions, ReplyDesk
from .request_functions import RequestFunctions, SheetFunctions
from .setup_functions import SetupFunctions


class PageRenderer:
    """The pages of one catalogue's products."""

    def __init__(self, catalogue: Catalogue, engine: TemplateEngine) -> None:
        self._catalogue, self._engine = catalogue, engine
        self._translated: dict[tuple[str, str, str], bool] = {}
        self.policies = Policies(catalogue, engine)

    def page(self, language: Language, kind: str, entry: Entry, content: Content, reply: str | None = None) -> Markdown:
        """The Markdown of a product page; `reply` is the reply id for pages that exist once per reply. Raises `Invalid`."""
        template, is_own, words = self._template(language, "page", kind)
        page = ProductPage(self._catalogue, words, entry, kind, way_to_product(kind, reply or ""))
        names = {
            **PageFunctions(page).names(),
            **CaseFunctions(page, content.coverage, content.verdict, content.replies[STANDARD]).names(),
            **DeskFunctions(page, content.replies, content.verdict, reply).names(),
            **FileFunctions(page, content.emails).names(),
            **RequestFunctions(page, language.root).names(),
            **EvidenceFunctions(page).names(),
            **FindingFunctions(page, content.verdict).names(),
            **SetupFunctions(page).names(),
            **PolicyPageFunctions(page, partial(self.policies.of, words, entry)).names(),
            **CompanyFunctions(page, partial(self.policies.of, words, entry)).names(),
        }
        text = Markdown(self._engine.compile(template, words, "page").render(names))
        return text if is_own else _untranslated(text, language, words)

    def unlisted(self, language: Language, kind: str, name: str, reply: Reply) -> Markdown:
        """The Markdown of a reply's page for a product that has no file. Raises `Invalid`."""
        template, is_own, words = self._template(language, "page", kind)
        desk = ReplyDesk(self._catalogue, words, UNLISTED, name, reply)
        names = {
            "reply": name,
            "front": desk.front(words.code),
            "lead": lead,
            "bullets": components.bullets,
            "reply_desk": desk.desk,
            "answers_apart": desk.parts,
        }
        text = Markdown(self._engine.compile(template, words, "page").render(names))
        return text if is_own else _untranslated(text, language, words)

    def sheet(self, language: Language, name: str, entry: Entry) -> str:
        """A text sheet of a product in one language, ending in one newline. Raises `Invalid`."""
        template, is_own, words = self._template(language, "sheet", name)
        functions = SheetFunctions(self._catalogue, entry, words)
        text = tidy(self._engine.compile(template, words, "text").render(functions.names())) + "\n"
        return text if is_own else f"{language.word('untranslated')}\n\n{text}"

    def _template(self, language: Language, kind: str, name: str) -> tuple[Template, bool, Language]:
        """A template, whether any of it is translated, and the language to fill it in."""
        key = (language.code, kind, name)
        if key not in self._translated:
            self._translated[key] = is_translated(self._catalogue.templates[key], language)
        words = language if self._translated[key] else self._catalogue.source_language
        return self._catalogue.templates[(words.code, kind, name)], self._translated[key], words


def _untranslated(text: Markdown, language: Language, words: Language) -> Markdown:
    notice = to_markdown(element("p", language.word("untranslated"), class_="kit-untranslated"), language)
    return Markdown(f'{notice}\n\n<div lang="{words.code}" markdown>\n\n{text}\n\n</div>\n')
