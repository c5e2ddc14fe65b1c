"""Runs the rules on a product, or the text rules on a draft, and adds place, rule id and severity to their findings.

A product file contains its exceptions, each with a reason; an exception that has no effect is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from policykit.catalog.catalog import Entry
from policykit.foundation.diagnostics import SEVERITIES, Diagnostic, Place, Severity
from policykit.model.view import location

from .context import Context, Found
from .decorators import Rule, TextRule
from .discovery import all_rules
from .lib.drafts import line_number, lines_of
from .lib.each_text import merged
from .texts import filled

_QUOTATIONS = "statements["
QUOTED = (
    "An entry under `statements` quotes your draft; no reply prints it. Correct the entry, or delete it if you no longer send "
    "that sentence."
)
"""What to do besides, where a finding is about such an entry."""


@dataclass(frozen=True)
class Finding:
    """A rule's verdict on a product."""

    slug: str
    rule: Rule
    found: Found
    diagnostic: Diagnostic
    """The finding in English, with its place."""
    lowered: str | None = None
    """Why the product lowers the severity of this rule; None if it does not."""

    @property
    def severity(self) -> Severity:
        """What happens if it stays: the rule's severity, unless this case is milder or the product lowers it."""
        return self.diagnostic.severity

    @property
    def path(self) -> str:
        """The field, with list indexes: `streams[0].from`."""
        return self.found.path

    @property
    def fix(self) -> str:
        """What to do: the finding's own fix, else the rule's. English, with names in braces for values."""
        return self.found.fix or self.rule.fix

    @property
    def is_quoted(self) -> bool:
        """Whether it is about a sentence of the draft, which the file only quotes."""
        return self.path.startswith(_QUOTATIONS)


@dataclass(frozen=True)
class Outcome:
    """The result of all rules for one product."""

    findings: tuple[Finding, ...]
    faults: tuple[Diagnostic, ...]
    """Errors about exceptions that name no rule or have no effect."""


def check_product(entry: Entry, context: Context, only: Iterable[str] = ()) -> Outcome:
    """Return all findings in a product, sorted by severity and place. `only` limits the check to these rules (ids)."""
    rules, wanted = all_rules(), set(only)
    allowed = entry.product.allow
    findings: list[Finding] = []
    used: set[str] = set()
    for rule in rules.values():
        if wanted and rule.id not in wanted:
            continue
        found = list(_findings(rule, entry, context))
        if found and rule.id in allowed:
            used.add(rule.id)
            found = _lowered(found, allowed[rule.id].severity, allowed[rule.id].because)
        findings += found
    used |= {fact.id for fact in context.facts}
    unused = [] if wanted else [_unused(entry, rule_id, rule_id in rules) for rule_id in allowed if rule_id not in used]
    findings.sort(key=lambda v: (SEVERITIES.index(v.diagnostic.severity), v.diagnostic.order))
    return Outcome(tuple(findings), tuple(unused))


def _findings(rule: Rule, entry: Entry, context: Context) -> Iterator[Finding]:
    for found in rule.check(entry.view, context):
        yield Finding(entry.slug, rule, found, _diagnostic(rule, found, entry.place(location(found.path))))


def _diagnostic(rule: Rule, found: Found, place: Place) -> Diagnostic:
    fix = filled(found.fix, found.values) if found.fix else rule.fix
    if found.path.startswith(_QUOTATIONS):
        fix = f"{fix} {QUOTED}"
    seen = filled(" (seen {on})", {"on": found.on}) if found.on else ""
    return Diagnostic(place, rule.id, f"{filled(found.message, found.values)}{seen}", fix, found.severity or rule.severity)


def _lowered(found: list[Finding], severity: str | None, because: str) -> list[Finding]:
    """Return the findings with the severity set by the product, or a milder one; none if it allows the rule completely."""
    level = next((known for known in SEVERITIES if known == severity), None)
    if level is None:
        return []
    return [
        replace(v, diagnostic=replace(v.diagnostic, severity=max(v.severity, level, key=SEVERITIES.index)), lowered=because)
        for v in found
    ]


def _unused(entry: Entry, rule_id: str, is_known: bool) -> Diagnostic:
    place = entry.source.place(("allow", rule_id), of_key=True)
    if not is_known:
        return Diagnostic(place, "unknown-rule", f"`allow` names an unknown rule: `{rule_id}`", "use an id from the rules page")
    message = f"`allow: {rule_id}` has no effect"
    return Diagnostic(place, "unused-exception", message, "remove it; the rule finds nothing in this product")


def check_text(text: str, file: str, language: str = "en") -> list[Diagnostic]:
    """Return what the text rules find in a draft, which is not a product yet; one diagnostic per rule and message."""
    lines = lines_of(text, language)
    alike: dict[tuple[Rule, str, str], list[Found]] = {}
    for rule in all_rules().values():
        for found in rule.in_lines(lines) if isinstance(rule, TextRule) else ():
            alike.setdefault((rule, found.message, found.fix), []).append(found)
    diagnostics = []
    for (rule, _, _), group in alike.items():
        numbers = sorted({line_number(found.path) for found in group})
        found = merged(group)
        values = {name: _first(value) if isinstance(value, list) else value for name, value in found.values.items()}
        found = Found(found.path, found.message, found.fix, found.severity, **values)
        diagnostic = _diagnostic(rule, found, Place(file, numbers[0]))
        if len(numbers) > 1:
            where = filled("{count} lines: {lines}.", {"count": len(numbers), "lines": _first(numbers)})
            diagnostic = replace(diagnostic, message=f"{diagnostic.message} {where}")
        diagnostics.append(diagnostic)
    return sorted(diagnostics, key=lambda diagnostic: diagnostic.order)


_SHOWN = 6
"""How many lines and values a diagnostic of a draft lists."""


def _first(values: Sequence[object]) -> list[str]:
    left = len(values) - _SHOWN
    return [*map(str, values[:_SHOWN]), *([f"{left} more"] if left > 0 else [])]
