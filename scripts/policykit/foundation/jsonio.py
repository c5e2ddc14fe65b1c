"""JSON output for the site: the same value always gives the same bytes."""

from __future__ import annotations

import json
from typing import Any


def json_text(value: Any, *, in_order: bool = False) -> str:
    """Return JSON indented by two spaces and ending in one newline.

    Keys are sorted unless `in_order` is true. Raises `TypeError` for a value that JSON cannot represent.
    """
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=not in_order, allow_nan=False) + "\n"
