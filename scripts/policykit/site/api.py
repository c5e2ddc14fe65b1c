"""The site's JSON API: the content of the pages, for programs; the same data, commit and day give the same bytes.

`catalog/addresses.py` has its URLs. Version 1 may gain fields; renaming or removing a field needs `api/v2/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import partial
from typing import Any

from policykit.catalog import addresses
from policykit.catalog.addresses import is_shown
from policykit.catalog.catalog import Catalogue, Entry
from policykit.foundation.jsonio import json_text
from policykit.model import ReplyFront
from policykit.readiness import account_request
from policykit.readiness.coverage import Answer
from policykit.rendering import blanks

from .session import Session

SCHEMA_VERSION = "1.0"


@dataclass(frozen=True)
class ApiFile:
    """One JSON file: its path below the site's root, the source file to edit, and a function that returns its text."""

    path: str
    source: str
    make: Callable[[], str]


def api_files(session: Session) -> Iterator[ApiFile]:
    """Every JSON file of a site; none if the profile has no `api`."""
    catalogue = session.catalogue
    if not is_shown(catalogue, "api"):
        return
    products = catalogue.settings.shown(catalogue.settings.data / "products")
    yield ApiFile(addresses.products_json(), products, lambda: json_text(product_list(session)))
    for entry in catalogue.products.values():
        yield ApiFile(addresses.product_json(entry.slug), entry.file, partial(product_json, session, entry))
        yield ApiFile(addresses.details_json(entry.slug), entry.file, partial(details_json, catalogue, entry))
        for reply in catalogue.template_ids("reply"):
            path = addresses.communication_json(entry.slug, reply)
            yield ApiFile(path, entry.file, partial(_reply_json, session, entry, reply))


def communication_json(text: str) -> str:
    """The input of `AddCommunicationToCase` without the case id, which is given on the command line."""
    return json_text({"communicationBody": text})


def _reply_json(session: Session, entry: Entry, reply: str) -> str:
    return communication_json(session.replies.text(entry, reply))


def details_json(catalogue: Catalogue, entry: Entry) -> str:
    """The input of `PutAccountDetails`."""
    return json_text(account_request.put_account_details(catalogue, entry.product))


def product_json(session: Session, entry: Entry) -> str:
    """Everything about one product, as JSON. Raises `Invalid` for a broken reply template."""
    return json_text(product_record(session, entry))


def product_list(session: Session) -> dict[str, Any]:
    """A summary of all products."""
    entries = session.catalogue.products.values()
    return {**_head(session.catalogue), "products": [_short(session, entry) for entry in entries]}


def product_record(session: Session, entry: Entry) -> dict[str, Any]:
    """One product: its data as in its file, the answered questions, the figures, the replies."""
    catalogue, product = session.catalogue, entry.product
    # Sentences of a draft that differ from the fields are only for the people who file the case.
    hidden = set() if catalogue.profile.statements else {"statements"}
    return {
        **_head(catalogue),
        **_short(session, entry),
        "data": _plain(product.model_dump(by_alias=True, exclude_unset=True, exclude=hidden)),
        "coverage": _coverage(session, entry),
        "volumes": _volumes(entry),
        "replies": [_reply(session, entry, name) for name in catalogue.template_ids("reply")],
    }


def _head(catalogue: Catalogue) -> dict[str, Any]:
    stamp = catalogue.settings.stamp
    return {"schema_version": SCHEMA_VERSION, "commit_time": stamp.strftime("%Y-%m-%dT%H:%M:%SZ") if stamp else None}


def _short(session: Session, entry: Entry) -> dict[str, Any]:
    answers = [cover.answer for cover in session.coverage(entry)]
    return {
        "slug": entry.slug,
        "name": entry.product.name,
        "summary": session.catalogue.in_languages(entry.product.summary),
        "stage": entry.product.stage,
        "url": addresses.product_url(entry.slug),
        "questions": {"answered": answers.count(Answer.ANSWERED), "total": len(answers)},
        "files": _files(session.catalogue, entry.slug),
    }


def _files(catalogue: Catalogue, slug: str) -> dict[str, Any]:
    """The product's other files as paths below the site's root; zips and sheets have one per language."""
    languages = catalogue.languages.values()
    folder = addresses.product_url(slug)
    zips = {language.code: f"{language.root}{folder}{addresses.bundle_file(slug)}" for language in languages}
    return {
        **({"zip": zips} if is_shown(catalogue, "files") else {}),
        "product": addresses.product_json(slug),
        "put_account_details": addresses.details_json(slug),
        "sheets": {
            name: {language.code: f"{language.root}{folder}{addresses.sheet_file(name)}" for language in languages}
            for name in catalogue.template_ids("sheet")
            if is_shown(catalogue, name)
        },
    }


def _coverage(session: Session, entry: Entry) -> list[dict[str, Any]]:
    return [
        {
            "question": cover.question.id,
            "title": session.catalogue.in_languages(cover.question.title),
            "answer": str(cover.answer),
            "facts": [
                {
                    "path": fact.needed.path,
                    "label": session.catalogue.in_languages(fact.needed.label),
                    "state": str(fact.worst),
                    "states": [str(state) for state in fact.states],
                }
                for fact in cover.facts
            ],
        }
        for cover in session.coverage(entry)
    ]


def _volumes(entry: Entry) -> dict[str, Any]:
    """The figures for all streams together and for each stream; missing values are left out."""
    total, streams = entry.product.volume, entry.product.streams
    return {
        "figures": [_plain(figure.model_dump(exclude_unset=True)) for figure in (total.figures if total else ())],
        "streams": [
            {"stream": stream.id, **_plain(stream.volume.model_dump(exclude_unset=True))} for stream in streams if stream.volume
        ],
    }


def _reply(session: Session, entry: Entry, name: str) -> dict[str, Any]:
    catalogue, text = session.catalogue, session.replies.text(entry, name)
    source = _front(catalogue, catalogue.source_language.code, name)
    own = [code for code in catalogue.languages if (code, "reply", name) in catalogue.templates]
    return {
        "id": name,
        "title": {code: _front(catalogue, code, name).title for code in own},
        "when": {code: _front(catalogue, code, name).when for code in own},
        "subject": source.subject,
        "text": addresses.product_url(entry.slug) + addresses.reply_file(name),
        "add_communication_to_case": addresses.communication_json(entry.slug, name),
        "characters": len(text),
        "blanks": blanks.open_blanks(text, blanks.marks(catalogue, entry.product)),
    }


def _front(catalogue: Catalogue, code: str, name: str) -> ReplyFront:
    front = catalogue.templates[(code, "reply", name)].front
    assert isinstance(front, ReplyFront)
    return front


def _plain(value: Any) -> Any:
    """A value as JSON types: decimals as numbers, dates as YYYY-MM-DD, enum members as their values."""
    if isinstance(value, dict):
        return {key: _plain(child) for key, child in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(child) for child in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
