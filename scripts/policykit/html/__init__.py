"""Markup: trees that are escaped on the way out, and the components that pages are built from."""
