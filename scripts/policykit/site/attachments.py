"""What would be attached to a case: the evidence pack and the sample emails of a product, and what is wrong with them.

Nothing here ever returns a private value: only the name of its field.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping
from email import message_from_bytes
from email.policy import default
from typing import Any

from policykit.catalog.catalog import Catalogue, Entry
from policykit.yamlio.reader import read_yaml

from .session import Session

PACK = "evidence-pack.pdf"
LARGEST_PACK = 1_000_000
"""Bytes of an evidence pack: our choice, so that it opens at once."""
_SHORTEST = 4
"""Characters from which a private value can be told from other words."""


def sample_files(session: Session, entry: Entry) -> dict[str, bytes]:
    """File name -> sample email. Names have no folder, because a case has none."""
    return {f"{stream}.eml": email for stream, email in session.content(entry).emails.items()}


def size_problems(catalogue: Catalogue, files: Mapping[str, bytes]) -> Iterator[str]:
    """What the Support Center or a reader would refuse: too many files, or files that are too large."""
    most, megabytes = (int(catalogue.ses.numbers[name].value) for name in ("case-files", "case-file-size"))
    if len(files) > most:
        yield f"{len(files)} files: the Support Center takes {most} per message; attach fewer samples"
    for name, content in files.items():
        if len(content) > megabytes * 1_000_000:
            yield f"{name} is larger than {megabytes} MB, which the Support Center takes"
    if (size := len(files.get(PACK, b""))) > LARGEST_PACK:
        yield f"{PACK} has {size} bytes, more than {LARGEST_PACK}: shorten the samples"


def private_fields(catalogue: Catalogue, entry: Entry, texts: Mapping[str, str]) -> dict[str, list[str]]:
    """File name -> the fields of data/private whose values it contains. Empty if the profile reads no private data."""
    secrets = _private_values(catalogue, entry)
    found = {name: [field for field, value in secrets.items() if value in _solid(text)] for name, text in texts.items()}
    return {name: fields for name, fields in found.items() if fields}


def text_of_page(page: str) -> str:
    """Everything that a page says: its words and the targets of its links."""
    return html.unescape(re.sub(r"<(?!a\s)[^>]*>", "", page))


def text_of_email(content: bytes) -> str:
    """Everything that an email says: its headers and its decoded texts."""
    message = message_from_bytes(content, policy=default)
    parts = [str(value) for value in message.values()]
    for part in message.walk():
        if not part.is_multipart():
            inside = part.get_content()
            parts.append(inside.decode("utf-8", "replace") if isinstance(inside, bytes) else str(inside))
    return "\n".join(parts)


def _private_values(catalogue: Catalogue, entry: Entry) -> dict[str, str]:
    """Field -> private value, without those that the public file has too."""
    settings = catalogue.settings
    overlay = settings.private / f"{entry.slug}.yml"
    if not catalogue.profile.overlays or not overlay.is_file():
        return {}
    public = _solid((settings.data / "products" / overlay.name).read_text(encoding="utf-8"))
    leaves = ((field, _solid(str(value))) for field, value in _leaves(read_yaml(overlay).tree, ""))
    return {field: value for field, value in leaves if len(value) >= _SHORTEST and value not in public}


def _leaves(tree: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(tree, Mapping):
        for key, child in tree.items():
            yield from _leaves(child, f"{path}.{key}" if path else str(key))
    elif isinstance(tree, Collection) and not isinstance(tree, str):
        for index, child in enumerate(tree):
            yield from _leaves(child, f"{path}[{index}]")
    else:
        yield path, tree


def _solid(text: str) -> str:
    """A text without white space, which breaks differently in every format, in lower case."""
    return "".join(text.split()).lower()
