"""The functions of hand-written pages, for MkDocs and Zensical alike (both call `define_env`)."""

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))


def define_env(env: Any) -> None:
    """Register the functions. The imports are in here because the engines report an ImportError above as "not found"."""
    from environment import current_settings
    from policykit.catalog.loader import load
    from policykit.rendering.session import session_of
    from policykit.site.macros import functions_for

    session = session_of(load(current_settings()))
    for name, function in functions_for(session, str(env.conf["theme"]["language"])).items():
        env.macro(function, name)
