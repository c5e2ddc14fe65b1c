"""Code shared by several rules: helpers for records, figures, addresses and texts."""
