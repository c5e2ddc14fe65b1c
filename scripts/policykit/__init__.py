"""The library of the SES production-access kit: data in, diagnostics, replies and pages out.

It knows neither MkDocs nor the network, prints nothing and has no clock of its own. Which module may import which is held
by the import-linter contract in `pyproject.toml`.
"""
