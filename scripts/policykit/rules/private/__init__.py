"""What must not be on a public site."""
