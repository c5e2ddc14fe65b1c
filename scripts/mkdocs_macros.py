"""The functions of hand-written pages, for MkDocs and Zensical alike (both call `define_env`)."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))


def define_env(env: Any) -> None:
    """Register the functions. The imports stand here because the engines report an ImportError above as "not found"."""
    from policykit.catalogue import load
    from policykit.settings import read_settings
    from policykit.template_functions import functions_for

    catalogue = load(read_settings(os.environ, date.today()))
    for name, function in functions_for(catalogue, str(env.conf["theme"]["language"])).items():
        env.macro(function, name)
