"""Write the editor's schemas: `python scripts/write_schema.py`.

They are generated from the data model; a test checks that they are up to date. The first line of a product file names
`schema/product.schema.json` by a relative path, which works in every copy of the project.
"""

from __future__ import annotations

import sys

from environment import current_settings
from new_file import replace_file
from policykit.catalog.loader import load
from policykit.foundation.diagnostics import Invalid
from policykit.foundation.reports import text_report
from policykit.foundation.settings import BadSetting
from policykit.model import SOURCE_LANGUAGE
from policykit.onboarding.json_schema import FILES, schema_json


def main() -> int:
    """Write both files; returns the exit code."""
    try:
        settings = current_settings()
        catalogue = load(settings)
    except BadSetting as error:
        print(error, file=sys.stderr)
        return 2
    except Invalid as invalid:
        print(text_report(invalid.diagnostics, None), file=sys.stderr)
        return 1
    for name in FILES:
        path = settings.root / "schema" / name
        replace_file(path, schema_json(catalogue, SOURCE_LANGUAGE, name).encode())
        print(f"wrote {settings.shown(path)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
