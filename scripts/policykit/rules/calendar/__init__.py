"""Invitations: what the calendar object says, and how a recipient stops them."""
