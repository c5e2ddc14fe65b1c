"""Reads YAML into a tree that records the place of every value, and writes trees back as YAML."""
