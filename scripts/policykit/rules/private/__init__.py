"""What must not stand on a public site."""
