"""Renders the replies to AWS as plain English text, in parts; each reply of a product is rendered once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Any

from policykit.catalog.catalog import Catalogue, Entry
from policykit.catalog.templates import Template
from policykit.foundation.diagnostics import Diagnostic, Invalid, Place
from policykit.model import ReplyFront
from policykit.model.view import UNLISTED, ProductView

from .jinja import Compiled, TemplateEngine, outside_blocks, tidy
from .reply import Reply
from .reply_functions import ReplyFunctions

_ENDS = ("opening", "closing")


class Replies:
    """The replies of one catalogue's products."""

    def __init__(self, catalogue: Catalogue, engine: TemplateEngine) -> None:
        self._catalogue, self._engine = catalogue, engine
        self._templates: dict[str, Compiled] = {}
        self._rendered: dict[tuple[ProductView, str], Reply] = {}
        self._in_progress: list[tuple[ProductView, str]] = []

    def text(self, entry: Entry, name: str, questions: Collection[str] | None = None) -> str:
        """The plain text of a reply, ending in one newline. `questions` (ids) limits it to these answers, in this order.

        Raises `Invalid`. Pages, text files, commands, rules and tests all use this text.
        """
        return self.parts(entry, name).text(questions)

    def texts(self, entry: Entry) -> Mapping[str, str]:
        """Id of a reply -> its text, rendered when it is first read."""
        return _Texts(self, entry, self._catalogue.template_ids("reply"))

    def parts(self, entry: Entry, name: str) -> Reply:
        """The parts of a reply; an answer without any facts is its question's blank. Raises `Invalid`."""
        return self._parts(entry.view, name)

    def unlisted(self, name: str) -> Reply:
        """The parts of a reply for a product that has no file yet: everything is a blank. Raises `Invalid`."""
        return self._parts(UNLISTED, name)

    def _parts(self, product: ProductView, name: str) -> Reply:
        key = (product, name)
        if key not in self._rendered:
            if key in self._in_progress:
                names = " and ".join(f"`{reply}`" for _, reply in self._in_progress)
                raise LookupError(f"the replies {names} take answers from each other")
            self._in_progress.append(key)
            try:
                self._rendered[key] = self._render(product, name)
            finally:
                self._in_progress.pop()
        return self._rendered[key]

    def _render(self, product: ProductView, name: str) -> Reply:
        compiled = self._compiled(name)
        names = self._names(product, name)
        answers = [
            (question, tidy(compiled.render_block(question.id, names)) or names["blank"](question.blank))
            for question in self._catalogue.questions
            if question.id in compiled.blocks
        ]
        opening, closing = (tidy(compiled.render_block(end, names)) for end in _ENDS)
        return Reply(opening, tuple(answers), closing)

    def _names(self, product: ProductView, name: str) -> dict[str, Any]:
        front = self._compiled(name).source.front
        assert isinstance(front, ReplyFront)
        answer_of = partial(self._answer_of, product, name)
        return ReplyFunctions(self._catalogue, product, front.blanks, answer_of).names()

    def _compiled(self, name: str) -> Compiled:
        if name not in self._templates:
            language = self._catalogue.source_language
            compiled = self._engine.compile(self._catalogue.templates[(language.code, "reply", name)], language, "text")
            self._check_blocks(compiled)
            self._templates[name] = compiled
        return self._templates[name]

    def _check_blocks(self, compiled: Compiled) -> None:
        """Check that a reply contains only `opening`, `closing` and answers to known questions. Raises `Invalid`."""
        template, questions = compiled.source, [question.id for question in self._catalogue.questions]
        diagnostics = [
            _block(template, "unknown-block", f"unknown block `{block}`",
                   f"rename it to one of: {', '.join((*questions, *_ENDS))}")
            for block in compiled.blocks - {*questions, *_ENDS}
        ]  # fmt: skip
        for block in {*_ENDS} - compiled.blocks:
            message = f"the block `{block}` is missing"
            diagnostics.append(_block(template, "missing-block", message, f"add {{% block {block} %}}"))
        if outside := outside_blocks(template):
            diagnostics.append(outside)
        if diagnostics:
            raise Invalid(diagnostics)

    def _answer_of(self, product: ProductView, caller: str, reply: str, question: str, **options: bool) -> str:
        """Another reply's answer to a question. Raises `LookupError`."""
        if reply == caller:
            raise LookupError(f"the reply `{reply}` reuses its own answer; name another reply")
        if reply not in self._catalogue.template_ids("reply"):
            raise LookupError(f"unknown reply `{reply}`")
        parts = self._parts(product, reply)
        answer = parts.answer(question)
        if answer is None:
            have = ", ".join(q.id for q, _ in parts.answers)
            raise LookupError(f"the reply `{reply}` has no answer `{question}`; it answers: {have}")
        if options:
            names = {**self._names(product, reply), **options}
            blank = next(q.blank for q in self._catalogue.questions if q.id == question)
            answer = tidy(self._compiled(reply).render_block(question, names)) or names["blank"](blank)
        return answer


class _Texts(Mapping[str, str]):
    """The replies of a product as texts. Most rules read none, so none is rendered before it is read."""

    def __init__(self, replies: Replies, entry: Entry, names: Collection[str]) -> None:
        self._replies, self._entry, self._names = replies, entry, names

    def __getitem__(self, name: str) -> str:
        if name not in self._names:
            raise KeyError(name)
        return self._replies.text(self._entry, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _block(template: Template, rule: str, message: str, fix: str) -> Diagnostic:
    return Diagnostic(Place(template.file, template.body_line), rule, message, fix)
