"""Lists every text of the site that catalogs translate, and compares a catalog with it.

Hand-written pages and policies are prose, which each language writes for itself. Products have their translations beside
their texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from policykit.catalog.catalog import Catalogue
from policykit.catalog.loader import WORDS
from policykit.catalog.templates import SHARED, translated
from policykit.catalog.translations import ENDING, Key
from policykit.foundation.diagnostics import Diagnostic, Place
from policykit.foundation.settings import PROJECT
from policykit.model import SOURCE_LANGUAGE, texts_of
from policykit.onboarding.json_schema import schema_messages
from policykit.rendering.jinja import messages_of
from policykit.rules import CONTEXT, QUOTED, all_rules, found_texts

EVIDENCE = "scripts/policykit/readiness/evidence"
"""Where looks are judged, with messages like those of rules."""
_SHOWN = 3
"""How many texts a note quotes."""


@dataclass(frozen=True)
class Message:
    """A text to translate. `file` says where it is used, for the translator."""

    context: str
    text: str
    file: str
    plural: str | None = None

    @property
    def key(self) -> Key:
        """How catalogs find it."""
        return self.context, self.text


def messages(catalogue: Catalogue) -> list[Message]:
    """Every text once, in the order of the files."""
    found: dict[Key, Message] = {}
    for message in chain(_words(catalogue), _templates(catalogue), _data(catalogue), _rules(catalogue), _fields(catalogue)):
        found.setdefault(message.key, message)
    return list(found.values())


def translation_diagnostics(catalogue: Catalogue, code: str) -> Iterator[Diagnostic]:
    """Notes on the texts that a language lacks, and on those of its catalog that the site no longer has."""
    language = catalogue.languages[code]
    if language.is_source:
        return
    file = catalogue.settings.shown(catalogue.settings.translations / f"{code}{ENDING}")
    lines, keys = language.translations.lines, {message.key: message for message in messages(catalogue)}
    missing = [key for key in keys if key not in language.translations.texts]
    if missing:
        place = Place(file, next((lines[key] for key in missing if key in lines), 1))
        message = f"{len(missing)} texts are missing or outdated: {_quoted(missing)}"
        fix = "run `make translations`, then translate what is empty or fuzzy; until then it is in English"
        yield Diagnostic(place, "untranslated-texts", message, fix, "note")
    unknown = [key for key in lines if key not in keys]
    if unknown:
        message = f"{len(unknown)} texts are no longer used: {_quoted(unknown)}"
        yield Diagnostic(Place(file, lines[unknown[0]]), "unused-translations", message, "run `make translations`", "note")


def _quoted(keys: list[Key]) -> str:
    """The first few texts."""
    return ", ".join(f"`{text}`" for _, text in keys[:_SHOWN]) + (", ..." if len(keys) > _SHOWN else "")


def _words(catalogue: Catalogue) -> Iterator[Message]:
    file = catalogue.settings.shown(catalogue.settings.templates / WORDS)
    for key, text in catalogue.source_language.english.items():
        yield Message(key, text, file)


def _templates(catalogue: Catalogue) -> Iterator[Message]:
    for (code, kind, _), template in sorted(catalogue.templates.items()):
        if code == SOURCE_LANGUAGE and kind in SHARED:
            found: list[Message] = []

            def note(text: str, context: str, file: str = template.file, found: list[Message] = found) -> str:
                found.append(Message(context, text, file))
                return text

            translated(template, code, note)
            yield from found
            yield from (Message("", text, template.file, plural) for _, text, plural in messages_of(template))


def _data(catalogue: Catalogue) -> Iterator[Message]:
    records = {
        "questions.yml": catalogue.questions,
        "facts.yml": catalogue.general_facts,
        "blanks.yml": catalogue.blanks.values(),
        "ses.yml": (catalogue.ses,),
        "sources.yml": catalogue.sources.values(),
        "next-steps.yml": (catalogue.next_steps,),
        "checklists": catalogue.checklists.values(),
        "letters": catalogue.letters.values(),
    }
    for name, found in records.items():
        file = catalogue.settings.shown(catalogue.settings.data / name)
        for record in found:
            for _, text in texts_of(record):
                yield Message("", text.in_language(SOURCE_LANGUAGE)[0], file)


def _rules(catalogue: Catalogue) -> Iterator[Message]:
    """Title, reason, fix and question of each rule, and the messages of its module."""
    yield Message(CONTEXT, QUOTED, "scripts/policykit/rules")
    files = set()
    for rule in all_rules().values():
        if rule.fix:
            files.add(rule.file)
            yield from (
                Message(CONTEXT, text, rule.file) for text in (rule.title, *rule.why.split("\n\n"), rule.fix, rule.asks) if text
            )
    files |= {path.relative_to(PROJECT).as_posix() for path in (PROJECT / EVIDENCE).glob("*.py")}
    for file in sorted(files):
        yield from (Message(CONTEXT, text, file) for _, text in found_texts(PROJECT / file) if text)


def _fields(catalogue: Catalogue) -> Iterator[Message]:
    for context, text in schema_messages(catalogue):
        yield Message(context, text, "scripts/policykit/model")
