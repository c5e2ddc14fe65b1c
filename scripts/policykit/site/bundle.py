"""Packs all files of a product into one zip. The same data, language and stamp give the same bytes.

`members` is the only list of its contents.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from policykit.catalog.addresses import is_shown, policy_file, sample_file, sheet_file
from policykit.catalog.catalog import Entry
from policykit.catalog.languages import Language
from policykit.rendering.setup.files import setup_files

from .api import product_json
from .session import Session

# The range of a zip's timestamps: seven bits for the year, counted from 1980 (APPNOTE.TXT 4.4.6, MS-DOS format).
_EARLIEST, _LATEST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, tzinfo=UTC)
_UNIX, _PLAIN_FILE = 3, 0o100644 << 16  # rw-r--r-- on every platform


def members(session: Session, language: Language, entry: Entry) -> dict[str, str | bytes]:
    """Name in the zip -> content, in the order of the zip; text is stored as UTF-8. Raises `Invalid`.

    Contains only what the profile shows. Replies are in the source language, policies and sheets in `language`.
    """
    catalogue, content = session.catalogue, session.content(entry)
    found: dict[str, str | bytes] = {}
    if is_shown(catalogue, "reply-text"):
        found |= {f"replies/{name}.txt": reply.text() for name, reply in content.replies.items()}
    found |= {sample_file(stream): email for stream, email in content.emails.items()}
    if is_shown(catalogue, "policies"):
        found |= {policy_file(name): text for name, text in session.pages.policies.texts(language, entry).items()}
    sheets = [name for name in catalogue.template_ids("sheet") if is_shown(catalogue, name)]
    found |= {sheet_file(name): session.pages.sheet(language, name, entry) for name in sheets}
    if is_shown(catalogue, "setup"):
        found |= setup_files(catalogue, entry)
    if is_shown(catalogue, "api"):
        found["product.json"] = product_json(session, entry)
    return found


def bundle(session: Session, language: Language, entry: Entry) -> bytes:
    """The zip of a product in one language, with the settings' stamp as timestamp. Raises `Invalid`."""
    return pack(members(session, language, entry), session.catalogue.settings.stamp)


def pack(content: dict[str, str | bytes], stamp: datetime | None) -> bytes:
    """A zip of `content`; each member has the time `stamp` (UTC, in steps of two seconds), by default the earliest possible."""
    packed, time = io.BytesIO(), min(max(stamp or _EARLIEST, _EARLIEST), _LATEST)
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=9) as file:
        for name, data in content.items():
            member = ZipInfo(name, time.timetuple()[:6])
            member.compress_type, member.create_system, member.external_attr = ZIP_DEFLATED, _UNIX, _PLAIN_FILE
            file.writestr(member, data)
    return packed.getvalue()
