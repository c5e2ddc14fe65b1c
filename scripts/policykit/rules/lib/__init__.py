"""What several rules share: readers of records, figures, addresses and texts."""
