"""Write the editor's schemas: `python scripts/write_schema.py`.

They are generated from the data model; a test checks that they are up to date. The first line of a product file names
`schema/product.schema.json` by a relative path, which works in every copy of the project.
"""

from __future__ import annotations

import sys

from environment import current_settings, exit_code
from new_file import replace_file
from policykit.catalog.loader import load
from policykit.model import SOURCE_LANGUAGE
from policykit.onboarding.json_schema import FILES, schema_json


def write_schemas() -> int:
    """Write both files; returns the exit code. Raises `BadSetting` and `Invalid`."""
    settings = current_settings()
    catalogue = load(settings)
    for name in FILES:
        path = settings.root / "schema" / name
        replace_file(path, schema_json(catalogue, SOURCE_LANGUAGE, name).encode())
        print(f"wrote {settings.shown(path)}")
    return 0


def main() -> int:
    """Run the command; returns the exit code."""
    return exit_code(write_schemas)


if __name__ == "__main__":
    sys.exit(main())
