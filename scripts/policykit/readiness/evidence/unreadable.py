"""Names a record that DNS has in a form that nobody can read."""

from __future__ import annotations

from policykit.model.evidence import DnsLook
from policykit.readiness.found import Found


def unreadable(path: str, look: DnsLook, wanted: str) -> Found | None:
    """Return why nobody can read a record, with the one to publish; None if that is not the problem."""
    kind, _, name = look.asked.partition(" ")
    values = {"kind": kind, "name": name, "wanted": wanted}
    if look.result == "loop":
        return Found(
            path,
            "The CNAME records of {name} lead in a circle, so nobody can read its {kind} record.",
            "Delete the CNAME record at {name}, and publish this {kind} record there: {wanted}",
            **values,
        )
    if look.result == "malformed":
        return Found(
            path,
            "Nobody can read the answer about the {kind} records of {name}: it is malformed.",
            "Delete the {kind} record at your DNS provider, and enter it again: {wanted}",
            **values,
        )
    return None
