"""Problems as text for a terminal.

May import `problem`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .problem import SEVERITIES, Problem


def text_report(problems: Sequence[Problem], product_count: int | None) -> str:
    """All problems, sorted, then one line that counts them. `product_count` is None where loading failed."""
    lines = [str(problem) for problem in sorted(problems, key=lambda problem: problem.order)]
    counts = Counter(problem.severity for problem in problems)
    parts = [f"{counts[s]} {s}{'' if counts[s] == 1 else 's'}" for s in SEVERITIES if counts[s]]
    where = "" if product_count is None else f" in {product_count} product{'' if product_count == 1 else 's'}"
    return "\n".join([*lines, f"{', '.join(parts) or 'no faults'}{where}"])
