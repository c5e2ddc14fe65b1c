"""The functions of hand-written pages, for MkDocs and Zensical alike (both call `define_env`)."""

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))


def define_env(env: Any) -> None:
    """Register the functions. The imports are in here because the engines report an ImportError above as "not found"."""
    from environment import current_settings
    from policykit.catalog.catalog import load
    from policykit.site.macros import functions_for

    catalogue = load(current_settings())
    for name, function in functions_for(catalogue, str(env.conf["theme"]["language"])).items():
        env.macro(function, name)
