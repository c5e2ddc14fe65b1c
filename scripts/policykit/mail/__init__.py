"""Sample emails (.eml) and calendar invitations (.ics)."""
