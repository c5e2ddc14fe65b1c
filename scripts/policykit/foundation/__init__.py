"""The base of all packages: diagnostics and reports, settings, repair of garbled text, and JSON output."""
