"""Loads, validates and links all data files: products, templates, languages, questions and sources."""
