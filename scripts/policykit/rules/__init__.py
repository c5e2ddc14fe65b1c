"""The rules: what would sink a request, one function per rule, one module per subject, one folder per topic.

`check_product` runs them; `decorators.py` says how a rule is written; `discovery.py` finds them, nothing is registered.
"""

from policykit.model.view import ProductView, Words

from .context import Context, Found
from .decorators import BadRule, Rule, TextRule, rule, text_rule
from .discovery import all_rules
from .runner import Finding, Outcome, check_product, check_text

__all__ = [
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
    "rule",
    "text_rule",
]
