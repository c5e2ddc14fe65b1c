"""Invert each condition of each template in turn: `python tests/invert_conditions.py [part of a file name]`.

A condition whose inversion changes nothing that `tests/golden/test_templates.py` compares survives: no test would notice that
it is wrong. Prints the survivors and exits with 1 if there are any.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent / "golden"), str(Path(__file__).parents[1] / "scripts")]

from rendered import Inverted, conditions_of, entries_of, file_of, printed, templates_of
from test_templates import made_up


def main(part: str = "") -> int:
    """Try all conditions of the templates whose file name contains `part`."""
    survivors, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        catalogue = made_up(Path(folder))
        for template in templates_of(catalogue):
            if part not in template.file:
                continue
            known, entries = file_of(template).read_text(encoding="utf-8"), entries_of(catalogue, template)
            lines = conditions_of(template)
            for number, line in enumerate(lines):
                inverted = Inverted(template.language, template.kind, template.id, number)
                if printed(catalogue, template, entries, inverted) == known:
                    survivors.append(f"{template.file}:{line}: the tests do not notice the inverted condition")
            count += len(lines)
            print(f"{template.file}: {len(lines)} conditions", file=sys.stderr)
    print("\n".join([*survivors, f"{count} conditions, {len(survivors)} survive"]))
    return 1 if survivors or not count else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
