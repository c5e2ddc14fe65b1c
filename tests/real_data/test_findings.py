"""The findings on the examples and what their files lack, as they were last read: a new or vanished one is red until somebody has read it.

`python tests/real_data/test_findings.py` writes the list anew; read the difference before you commit it.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "scripts")]

from projects import examples, settings

from policykit.catalog.loader import load
from policykit.site.session import session_of

KNOWN = Path(__file__).parent / "findings.txt"


def findings() -> str:
    """One line a finding or a missing fact: product, severity, id, field, message. No line numbers: an edit elsewhere moves them."""
    catalogue, lines = load(settings()), []
    for slug, entry in examples(catalogue).items():
        lines += [
            f"{slug}: {finding.severity}: {finding.rule.id}: {finding.path}: {finding.diagnostic.message}"
            for finding in session_of(catalogue).findings(entry).findings
        ]
        lines += [
            f"{slug}: {question.severity}: {question.id}: {', '.join(question.places)}: {question.state}"
            for question in session_of(catalogue).verdict(entry).questions
            if question.fact
        ]
    return "".join(f"{line}\n" for line in lines)


def test_the_findings_are_those_that_somebody_has_read():
    here = examples(load(settings()))
    known = KNOWN.read_text(encoding="utf-8").splitlines()
    assert findings().splitlines() == [line for line in known if line.partition(":")[0] in here]


if __name__ == "__main__":
    KNOWN.write_text(findings(), encoding="utf-8")
