"""JSON as the site publishes it: the same value gives the same bytes."""

from __future__ import annotations

import json
from typing import Any


def json_text(value: Any, *, in_order: bool = False) -> str:
    """JSON with sorted keys, or in the value's own order, and two spaces of indent; ends in one newline.

    Raises `TypeError` for what JSON does not know.
    """
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=not in_order, allow_nan=False) + "\n"
