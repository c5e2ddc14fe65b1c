"""Registers the functions of hand-written pages for MkDocs and Zensical; both call `define_env`."""

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))


def define_env(env: Any) -> None:
    """Register the functions. Imports are here, because the engines report an ImportError at the top as "not found"."""
    from environment import current_settings
    from policykit.catalog.loader import load
    from policykit.site.macros import functions_for
    from policykit.site.session import session_of

    session = session_of(load(current_settings()))
    for name, function in functions_for(session, str(env.conf["theme"]["language"])).items():
        env.macro(function, name)
