"""Generates and reads sample emails (.eml) and calendar invitations (.ics)."""
