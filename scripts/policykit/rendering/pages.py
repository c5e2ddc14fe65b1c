"""Templates filled from data: replies, pages, policies. The only module that knows Jinja.

Every Jinja error becomes a diagnostic with the template's file and line; an absent value stops the page instead of printing
`None`.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import cached_property, lru_cache, partial
from typing import Any

import jinja2

from policykit.catalog.addresses import way_to_product
from policykit.catalog.catalog import Catalogue, Entry
from policykit.catalog.languages import Language, UnknownWord
from policykit.catalog.templates import Template
from policykit.foundation.diagnostics import Diagnostic, Invalid, Place
from policykit.html.elements import AbsentValue, Markdown, element, plain, to_markdown
from policykit.html.product_menu import ProductPage
from policykit.mail.eml import sample_mail
from policykit.model import PathError, PolicyFront, ReplyFront, Stream
from policykit.rules import Context, Outcome, check_product

from .case_functions import CaseFunctions
from .download_functions import FileFunctions
from .finding_functions import FindingFunctions
from .page_functions import PageFunctions
from .plain_text import plain_policy
from .policies import Controls, policy_head, policy_sources
from .reply import Reply
from .reply_desk import DeskFunctions
from .reply_functions import ReplyFunctions, UndeclaredBlank
from .request_functions import RequestFunctions, SheetFunctions

_TEXT = "text:"
"""Before a language's code: the environment of its plain text."""
_CORRECT = "correct the template, or the data it names"


@dataclass(frozen=True)
class _Compiled:
    template: jinja2.Template
    source: Template


class Renderer:
    """Renders what one catalogue holds; each text once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._environments: dict[str, jinja2.Environment] = {}
        self._compiled: dict[str, _Compiled] = {}
        self._replies: dict[tuple[str, str], Reply] = {}
        self._outcomes: dict[tuple[str, tuple[str, ...]], Outcome] = {}
        self._mails: dict[tuple[str, str], bytes] = {}
        self._policy_texts: dict[tuple[str, str, str], str] = {}

    # Replies

    def reply(self, entry: Entry, name: str, questions: Collection[str] | None = None) -> str:
        """The plain text of a reply, ending in one newline. `questions` limits it to some answers, in AWS's order.

        Raises `Invalid`. The page, the text file, the commands, the rules and the tests all call this.
        """
        return self.reply_parts(entry, name).text(questions)

    def reply_parts(self, entry: Entry, name: str) -> Reply:
        """The parts of a reply, rendered once; a part that can state nothing is its blank. Raises `Invalid`."""
        key = (entry.slug, name)
        if key not in self._replies:
            self._replies[key] = self._render_parts(entry, name)
        return self._replies[key]

    def _render_parts(self, entry: Entry, name: str) -> Reply:
        template = self.catalogue.templates[(self.catalogue.source_language.code, "reply", name)]
        front = template.front
        assert isinstance(front, ReplyFront)
        functions = ReplyFunctions(self.catalogue, entry, front.blanks)
        names = {**functions.names(), "answer_of": lambda reply, question: self._answer_of(entry, name, reply, question)}
        compiled = self._compile(template, _TEXT + self.catalogue.source_language.code)
        blocks = compiled.template.blocks
        _check_blocks(template, set(blocks), [question.id for question in self.catalogue.questions])
        answers = [
            (question, _tidy(self._run(compiled, names, question.id)) or functions.blank(question.blank))
            for question in self.catalogue.questions
            if question.id in blocks
        ]
        opening, closing = (_tidy(self._run(compiled, names, end)) for end in ("opening", "closing"))
        return Reply(opening, tuple(answers), closing)

    def _answer_of(self, entry: Entry, caller: str, reply: str, question: str) -> str:
        """The answer that another reply gives to a question, so that no answer is written twice."""
        if reply == caller:
            raise LookupError(f"the reply `{reply}` takes an answer from itself")
        if reply not in self.catalogue.template_ids("reply"):
            raise LookupError(f"no reply `{reply}` to take an answer from")
        parts = self.reply_parts(entry, reply)
        answer = parts.answer(question)
        if answer is None:
            have = ", ".join(q.id for q, _ in parts.answers)
            raise LookupError(f"the reply `{reply}` has no answer `{question}`; it has {have}")
        return answer

    def outcome(self, entry: Entry, only: tuple[str, ...] = ()) -> Outcome:
        """What the rules say about a product, once; `only` limits it to some rules (ids). Raises `Invalid`."""
        key = (entry.slug, only)
        if key not in self._outcomes:
            catalogue = self.catalogue
            reply = partial(self.reply, entry)
            look = Context(catalogue.settings.today, catalogue.ses, catalogue.questions, reply)
            self._outcomes[key] = check_product(entry, look, only)
        return self._outcomes[key]

    def sheet(self, language: Language, name: str, entry: Entry) -> str:
        """A plain text file of a product in one language, ending in one newline. Raises `Invalid`."""
        template, is_own = self.catalogue.template(language.code, "sheet", name)
        words = language if is_own else self.catalogue.source_language
        functions = SheetFunctions(self.catalogue, entry, words)
        text = _tidy(self._run(self._compile(template, _TEXT + words.code), functions.names())) + "\n"
        return text if is_own else f"{language.word('untranslated')}\n\n{text}"

    # Pages

    def page(self, language: Language, kind: str, entry: Entry, reply: str | None = None) -> Markdown:
        """The Markdown of a product page. Raises `Invalid`."""
        template, is_own = self.catalogue.template(language.code, "page", kind)
        words = language if is_own else self.catalogue.source_language
        page = ProductPage(self.catalogue, words, entry, kind, way_to_product(kind, reply or ""))
        desk = DeskFunctions(page, lambda name: self.reply_parts(entry, name))
        files = FileFunctions(page, lambda stream: self.sample_mail(entry, stream))
        names = {**PageFunctions(page).names(), **CaseFunctions(page).names(), **desk.names(), **files.names()}
        names |= RequestFunctions(page, language.root).names()
        names |= FindingFunctions(page, self.outcome(entry)).names()
        policies = self.catalogue.template_ids("policy")
        names["policies"] = lambda: Markdown("\n\n".join(self._policy(page, name) for name in policies))
        if reply:
            names |= {"reply": reply, "front": desk.reply_front(reply)}
        text = self._run(self._compile(template, words.code), names)
        return Markdown(text) if is_own else _untranslated(Markdown(text), language, words)

    def _policy(self, page: ProductPage, name: str) -> str:
        """One policy as a section of its page."""
        template, is_own = self.catalogue.template(page.language.code, "policy", name)
        language = page.language if is_own else self.catalogue.source_language
        own, front = replace(page, language=language), template.front
        assert isinstance(front, PolicyFront)
        controls = Controls(own.product, language)
        names = {**PageFunctions(own).names(), "control": controls.control, "not_in_place": controls.not_in_place}
        names |= {"policy_head": lambda: policy_head(own), "policy_sources": lambda: policy_sources(own, front)}
        body = self._run(self._compile(template, language.code), names)
        text = Markdown(f"## {front.title} {{ #{name} }}\n\n{body}")
        return text if is_own else _untranslated(text, page.language, language)

    # Files

    def sample_mail(self, entry: Entry, stream: Stream) -> bytes:
        """The sample of a stream as a message; its date is noon of today where none is known. Raises `LookupError`."""
        key = (entry.slug, stream.id)
        if key not in self._mails:
            settings = self.catalogue.settings
            stamp = settings.stamp or datetime.combine(settings.today, time(12), UTC)
            self._mails[key] = sample_mail(entry.slug, stream, self.catalogue.languages, stamp)
        return self._mails[key]

    def policy(self, language: Language, entry: Entry, name: str) -> Markdown:
        """The Markdown of one policy. Raises `Invalid`."""
        return Markdown(self._policy(ProductPage(self.catalogue, language, entry, "policies", "../"), name))

    def policy_text(self, language: Language, entry: Entry, name: str) -> str:
        """One policy as plain text, made once, with what its status words mean. Raises `Invalid`."""
        key = (language.code, entry.slug, name)
        if key not in self._policy_texts:
            policy, claimed = self.policy(language, entry, name), "kit-status--implemented"
            note = f"\n\n{language.word('files.policy_note')}\n" if claimed in policy else ""
            self._policy_texts[key] = f"{entry.product.name}: {plain_policy(policy + note).lstrip()}"
        return self._policy_texts[key]

    # Jinja

    def _environment(self, name: str) -> jinja2.Environment:
        """One a language for pages, one a language for plain text; replies are plain text in the source language."""
        if name not in self._environments:
            language = self.catalogue.languages[name.removeprefix(_TEXT)]
            environment = jinja2.Environment(
                undefined=jinja2.StrictUndefined,
                trim_blocks=True,
                lstrip_blocks=True,
                keep_trailing_newline=False,
                finalize=_text_finalize(language) if name.startswith(_TEXT) else _page_finalize(language),
                extensions=["jinja2.ext.do"],
            )
            self._environments[name] = environment
        return self._environments[name]

    def _compile(self, template: Template, environment: str) -> _Compiled:
        key = f"{environment}:{template.file}"
        if key not in self._compiled:
            jinja = self._environment(environment)
            try:
                code = jinja.compile(template.body, template.id, template.file)
            except jinja2.TemplateSyntaxError as error:
                raise Invalid([_template_diagnostic(template, error.lineno, "template-syntax", str(error.message))]) from None
            made = jinja2.Template.from_code(jinja, code, dict(jinja.globals))
            self._compiled[key] = _Compiled(made, template)
        return self._compiled[key]

    def _run(self, compiled: _Compiled, names: Mapping[str, Any], block: str | None = None) -> str:
        try:
            if block is None:
                return compiled.template.render(names)
            context = compiled.template.new_context(dict(names))
            return "".join(compiled.template.blocks[block](context))
        except Invalid:
            raise
        except (jinja2.TemplateError, AbsentValue, UndeclaredBlank, UnknownWord, PathError, LookupError, TypeError,
                AttributeError, ValueError) as error:  # fmt: skip
            line = _template_line(error, compiled.source.file)
            raise Invalid([_template_diagnostic(compiled.source, line, "template-error", str(error))]) from None

    def check_page(self, text: str, file: str, functions: Mapping[str, Any]) -> list[Diagnostic]:
        """What is wrong with the calls on a hand-written page, with file and line.

        The engines render these pages themselves, but Zensical does not say which page an error is on.
        """
        page = jinja2.Environment(undefined=jinja2.StrictUndefined)
        try:
            code = page.compile(text, file, file)
            jinja2.Template.from_code(page, code, dict(page.globals)).render(functions)
        except jinja2.TemplateSyntaxError as error:
            return [Diagnostic(Place(file, error.lineno), "template-syntax", str(error.message), _CORRECT)]
        except (jinja2.TemplateError, LookupError, TypeError) as error:
            return [Diagnostic(Place(file, _template_line(error, file)), "template-error", str(error), _CORRECT)]
        return []

    @cached_property
    def blank_marks(self) -> frozenset[str]:
        """Every declared blank as it prints, in every language."""
        return frozenset(
            language.blank(blank) for blank in self.catalogue.blanks.values() for language in self.catalogue.languages.values()
        )


@lru_cache(maxsize=2)
def renderer_of(catalogue: Catalogue) -> Renderer:
    """The one renderer of a catalogue, so that nothing is rendered twice."""
    return Renderer(catalogue)


def _page_finalize(language: Language) -> Callable[[Any], Any]:
    return lambda value: value if isinstance(value, jinja2.Undefined) else to_markdown(value, language)


def _text_finalize(language: Language) -> Callable[[Any], Any]:
    return lambda value: value if isinstance(value, jinja2.Undefined) else plain(value, language)


def _check_blocks(template: Template, blocks: set[str], questions: list[str]) -> None:
    """A reply consists of `opening`, `closing` and answers to known questions. Raises `Invalid`."""
    place = Place(template.file, template.body_line)
    ends = {"opening", "closing"}
    fix = f"name it after one of: {', '.join(questions)}, opening, closing"
    diagnostics = [
        Diagnostic(place, "unknown-block", f"the block `{block}` answers no question", fix)
        for block in blocks - set(questions) - ends
    ]
    for block in ends - blocks:
        diagnostics.append(
            Diagnostic(place, "missing-block", f"the reply has no block `{block}`", f"add {{% block {block} %}}")
        )
    if diagnostics:
        raise Invalid(diagnostics)


def _tidy(text: str) -> str:
    """No space at line ends and never more than one empty line: a support case shows every one of them."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _untranslated(text: Markdown, language: Language, words: Language) -> Markdown:
    notice = to_markdown(element("p", language.word("untranslated"), class_="kit-untranslated"), language)
    return Markdown(f'{notice}\n\n<div lang="{words.code}" markdown>\n\n{text}\n\n</div>\n')


def _template_line(error: BaseException, file: str) -> int:
    """The line of the template in which an error arose; Jinja puts its file name into the traceback."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return lines[-1] or 1 if lines else 1


def _template_diagnostic(template: Template, line: int, rule: str, message: str) -> Diagnostic:
    place = Place(template.file, line + template.body_line - 1)
    return Diagnostic(place, rule, message, _CORRECT)
