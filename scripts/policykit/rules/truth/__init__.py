"""Texts that say more, or less, than the data."""
