"""How a rule is written: a module in the wrong form gives one clear error that names file and function."""

from __future__ import annotations

from types import ModuleType

import pytest

from policykit.model.view import Words
from policykit.rules import BadRule, Rule, TextRule, all_rules
from policykit.rules.discovery import rules_of

HEAD = "from policykit.rules import Found, rule, text_rule\n\n"
RULE = '''
@rule("error", covers=["AWSQ-05"])
def tide_missing(product):
    """The tide is not stated.

    Nobody can sail without it.

    Wrong:
        name: Harbour
    Right:
        name: Tidepool
    """
    yield Found("name", "no tide", "name it")
'''
TEXT_RULE = RULE.replace("@rule(", "@text_rule(").replace("(product)", "(words)").replace('"name", "no', 'words.path, "no')


def module(source: str) -> ModuleType:
    made = ModuleType("policykit.rules.sea.tides")
    exec(compile(HEAD + source, "tides.py", "exec"), vars(made))
    return made


def rule_of(source: str) -> Rule:
    (rule,) = rules_of(module(source))
    return rule


def test_a_rule_is_named_after_its_function_and_knows_where_it_is():
    rule = rule_of(RULE)
    assert (rule.id, rule.topic, rule.subject) == ("tide-missing", "sea", "tides")
    assert (rule.file, rule.line) == ("scripts/policykit/rules/sea/tides.py", 4)
    assert (rule.address, rule.title, rule.why) == (
        "sea/#tide-missing",
        "The tide is not stated",
        "Nobody can sail without it.",
    )
    assert (rule.examples("Wrong"), rule.examples("Right")) == (("name: Harbour",), ("name: Tidepool",))
    assert rule.find is None


def test_the_context_goes_only_to_a_rule_that_asks_for_it():
    asking = RULE.replace("(product)", "(product, context)").replace('"no tide"', "context")
    assert [found.message for found in rule_of(RULE).check(None, "the day")] == ["no tide"]
    assert [found.message for found in rule_of(asking).check(None, "the day")] == ["the day"]


def test_a_text_rule_looks_at_a_single_text_and_may_check_a_product_otherwise():
    rule = rule_of(TEXT_RULE)
    assert isinstance(rule, TextRule)
    assert [found.path for found in rule(Words("purpose", "en", "Hello"))] == ["purpose"]
    other = (
        TEXT_RULE + "\n\n@tide_missing.in_product\ndef _in_product(product):\n    yield Found(product, 'no tide', 'name it')\n"
    )
    assert [found.path for found in rule_of(other).check("all", None)] == ["all"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (RULE.replace('"error"', '"fatal"'), "sea/tides.py: tide_missing: the severity must be one of error, warning, note"),
        (RULE.replace('["AWSQ-05"]', "[]"), "sea/tides.py: tide_missing: `covers` must be a list of ids"),
        (RULE.replace('["AWSQ-05"]', '"AWSQ-05"'), "sea/tides.py: tide_missing: `covers` must be a list of ids"),
        (RULE.replace("    Right:\n        name: Tidepool\n", ""), "sea/tides.py: tide_missing: the docstring needs a title"),
        (RULE.replace("(product)", "(look)"), "its parameters must be (product) or (product, context), not (look)"),
        (TEXT_RULE.replace("(words)", "(product)"), "its parameters must be (words), not (product)"),
        (RULE + "\n\ndef tide_low(product):\n    yield\n", "sea/tides.py: tide_low: add @rule(...) above it"),
        (TEXT_RULE + "\n\n@tide_missing.in_product\ndef low(product):\n    yield\n", "tides.py: low: start the name with an underscore"),
        ("DAYS = 3\n", "sea/tides.py: it contains no rule"),
    ],
)  # fmt: skip
def test_a_module_in_the_wrong_form_names_file_and_function(source, message):
    with pytest.raises(BadRule) as caught:
        rules_of(module(source))
    assert message in str(caught.value)


def test_no_module_of_rules_imports_another():
    own = {(rule.topic, rule.subject) for rule in all_rules().values()}
    names = [f"policykit.rules.{topic}.{subject}" for topic, subject in own]
    from policykit.foundation.settings import PROJECT

    for path in (PROJECT / "scripts/policykit/rules").glob("*/*.py"):
        text = path.read_text(encoding="utf-8")
        assert [name for name in names if name in text] == [], path
        assert path.parent.name == "lib" or "\nfrom ." not in text, path
