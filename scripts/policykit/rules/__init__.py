"""The rules for what makes AWS reject a request: one function per rule, one module per subject, one folder per topic.

`check_product` runs them, `decorators.py` explains how to write one, and `discovery.py` finds them without registration.
"""

from policykit.model.view import ProductView, Words

from .context import Context, Found
from .decorators import BadRule, Rule, TextRule, rule, text_rule
from .discovery import all_rules
from .runner import QUOTED, Finding, Outcome, check_product, check_text
from .texts import CONTEXT, filled, found_texts

__all__ = [
    "CONTEXT",
    "QUOTED",
    "BadRule",
    "Context",
    "Finding",
    "Found",
    "Outcome",
    "ProductView",
    "Rule",
    "TextRule",
    "Words",
    "all_rules",
    "check_product",
    "check_text",
    "filled",
    "found_texts",
    "rule",
    "text_rule",
]
