"""The library of the SES production-access kit: data in, diagnostics, replies and pages out.

It knows neither MkDocs nor the network, prints nothing and reads no clock. The import-linter contract in `pyproject.toml`
lists which package may import which.
"""
