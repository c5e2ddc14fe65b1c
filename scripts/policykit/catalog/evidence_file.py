"""The text of an evidence file: what `scripts/verify.py` saw, as YAML that the loader reads."""

from __future__ import annotations

from typing import Any

from policykit.model.evidence import Evidence
from policykit.yamlio.reader import PlainScalar, Tree
from policykit.yamlio.writer import yaml_text

HEAD = """# What scripts/verify.py saw, and when (UTC). The next run renews it, so do not edit it.
"""


def evidence_text(evidence: Evidence) -> str:
    """Return the file's content; default values are left out."""
    # Times as the model reads them; `mode="json"` would add fractions of a second.
    return HEAD + yaml_text(_tree(evidence.model_dump(exclude_defaults=True)))


def _tree(value: Any) -> Tree:
    match value:
        case dict():
            return {key: _tree(child) for key, child in value.items() if child is not None}
        case list() | tuple():
            return [_tree(child) for child in value]
        case bool():
            return PlainScalar(str(value).lower())
        case str():
            return value
        case _ if hasattr(value, "strftime"):
            return str(value.strftime("%Y-%m-%dT%H:%M:%SZ"))
        case _:
            return PlainScalar(str(value))
