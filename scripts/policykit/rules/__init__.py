"""The rules: what would sink a request, one file a rule, one folder a topic. Found by listing; nothing is registered.

`check_product` runs them; `rule.py` says what a rule file holds.
"""

from .rule import BadRule, Rule, all_rules
from .runner import Outcome, Verdict, check_product, check_text
from .subject import Finding, Look, Subject, Words

__all__ = [
    "BadRule",
    "Finding",
    "Look",
    "Outcome",
    "Rule",
    "Subject",
    "Verdict",
    "Words",
    "all_rules",
    "check_product",
    "check_text",
]
