"""The base of the classes whose methods templates call by name."""

from __future__ import annotations

from typing import Any


class TemplateFunctions:
    """Gives templates every public method under its own name."""

    def names(self) -> dict[str, Any]:
        """Name -> everything a template may use."""
        return {name: getattr(self, name) for name in dir(type(self)) if not name.startswith("_") and name != "names"}
