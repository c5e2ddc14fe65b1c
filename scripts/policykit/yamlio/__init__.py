"""YAML text read into a tree in which every value knows its place, and trees written back as YAML."""
