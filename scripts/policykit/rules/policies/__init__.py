"""Owner, version and review of the policies."""
