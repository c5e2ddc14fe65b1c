"""The rules: what would sink a request, one file a rule, one folder a topic. Found by listing; nothing is registered.

`check_product` runs them; `rule.py` says what a rule file holds.
"""

from policykit.model.view import ProductView, Words

from .context import Context, Found
from .rule import BadRule, Rule, all_rules
from .runner import Finding, Outcome, check_product, check_text

__all__ = [
    "BadRule",
    "Context",
    "Finding",
    "Found",
    "Outcome",
    "ProductView",
    "Rule",
    "Words",
    "all_rules",
    "check_product",
    "check_text",
]
