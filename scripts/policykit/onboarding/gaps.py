"""Lists what a product file still lacks before the case can be answered, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policykit.catalog.catalog import Catalogue, Entry
from policykit.foundation.reports import plural
from policykit.model import Text
from policykit.model.view import location
from policykit.readiness.verdict import OpenQuestion, Problem, Verdict
from policykit.rules import Finding

_NAMED = 3
"""How many streams a line names."""
Point = Problem[Finding] | OpenQuestion[Finding]


def verdict_line(verdict: Verdict[Finding]) -> str:
    """The verdict in one line: `2 missing facts and 1 problem may lead to a refusal; 5 more points`."""
    if verdict.obstacles:
        return "do not ask yet: the account shows what AWS has refused before"
    left = [
        plural(verdict.count("error", points), word)
        for points, word in ((verdict.questions, "missing fact"), (verdict.problems, "problem"))
        if verdict.count("error", points)
    ]
    rest = sum(point.severity == "warning" for point in verdict.points)
    more = f"; AWS will ask about {plural(rest, 'more point')}" if rest else ""
    if not left:
        return f"ready to send{more}"
    return f"{' and '.join(left)} may lead to a refusal{more}"


def summary(catalogue: Catalogue, entry: Entry, verdict: Verdict[Finding]) -> str:
    """The verdict on a product and what to do first, a line for each point."""
    return "\n".join((f"{entry.slug}: {verdict_line(verdict)}", *point_lines(catalogue, entry, verdict.first)))


def missing_text(catalogue: Catalogue, entry: Entry, verdict: Verdict[Finding]) -> str:
    """Everything that AWS may refuse for or will ask about, the most harmful first."""
    points = [point for point in verdict.points if point.severity != "note"]
    return "\n".join((f"{entry.product.name}: {verdict_line(verdict)}", *point_lines(catalogue, entry, points)))


def point_lines(catalogue: Catalogue, entry: Entry, points: Iterable[Point]) -> Iterator[str]:
    """A line for each point: what is wrong or missing, where, and its id."""
    for point in points:
        if isinstance(point, Problem):
            first = point.findings[0].diagnostic
            more = f" (and {len(point.findings) - 1} more)" if len(point.findings) > 1 else ""
            yield f"  ! {first.message}{more} [{first.rule}, line {first.place.line}]"
        else:
            yield f"  ? {question_words(catalogue, entry, point)} ({point.path})"


def question_words(catalogue: Catalogue, entry: Entry, question: OpenQuestion[Finding]) -> str:
    """What is missing, in English: `Missing: What triggers the email, in 7 streams (sign-in-code, invoice, ...)`."""
    state = catalogue.source_language.word(f"question.{question.state}")
    label = catalogue.source_language.text(question.label)[0] if isinstance(question.label, Text) else question.label
    places = [location(place) for place in question.places]
    numbers = dict.fromkeys(at[1] for at in places if at[0] == "streams" and len(at) > 1 and isinstance(at[1], int))
    streams = [entry.product.streams[number].id for number in numbers]
    if not streams:
        return f"{state} {label}"
    named = ", ".join(streams[:_NAMED]) + (", ..." if len(streams) > _NAMED else "")
    return f"{state} {label}, in {plural(len(streams), 'stream')} ({named})"
