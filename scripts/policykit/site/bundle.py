"""All files of a product in one zip. The same data, language and stamp give the same bytes.

`members` is the one list of what is in it.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from policykit.catalog.addresses import is_shown, policy_file, sample_file, sheet_file
from policykit.catalog.catalog import Entry
from policykit.catalog.languages import Language
from policykit.rendering.session import Session

from .api import product_json

# What a zip can tell: seven bits of years, counted from 1980 (APPNOTE.TXT 4.4.6, the form of MS-DOS).
_EARLIEST, _LATEST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, tzinfo=UTC)
_UNIX, _PLAIN_FILE = 3, 0o100644 << 16  # rw-r--r-- wherever it was packed


def members(session: Session, language: Language, entry: Entry) -> dict[str, str | bytes]:
    """Name in the zip -> content, in the order of the zip; text goes in as UTF-8. Raises `Invalid`.

    Only what the profile shows. Replies are in the language AWS reads, policies in `language`.
    """
    catalogue, content = session.catalogue, session.content(entry)
    found: dict[str, str | bytes] = {}
    if is_shown(catalogue, "reply-text"):
        found |= {f"replies/{name}.txt": reply.text() for name, reply in content.replies.items()}
    found |= {sample_file(stream): email for stream, email in content.emails.items()}
    if is_shown(catalogue, "policies"):
        found |= {policy_file(name): text for name, text in session.pages.policy_texts(language, entry).items()}
    sheets = [name for name in catalogue.template_ids("sheet") if is_shown(catalogue, name)]
    found |= {sheet_file(name): session.pages.sheet(language, name, entry) for name in sheets}
    if is_shown(catalogue, "api"):
        found["product.json"] = product_json(session, entry)
    return found


def bundle(session: Session, language: Language, entry: Entry) -> bytes:
    """The zip of a product in one language, its times those of the settings' stamp. Raises `Invalid`."""
    return pack(members(session, language, entry), session.catalogue.settings.stamp)


def pack(content: dict[str, str | bytes], stamp: datetime | None) -> bytes:
    """A zip of `content`, every member at `stamp` (UTC, to two seconds); without one, at the earliest time of a zip."""
    packed, told = io.BytesIO(), min(max(stamp or _EARLIEST, _EARLIEST), _LATEST)
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=9) as file:
        for name, data in content.items():
            member = ZipInfo(name, told.timetuple()[:6])
            member.compress_type, member.create_system, member.external_attr = ZIP_DEFLATED, _UNIX, _PLAIN_FILE
            file.writestr(member, data)
    return packed.getvalue()
