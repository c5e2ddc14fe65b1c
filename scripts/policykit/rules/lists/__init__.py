"""Where addresses come from, and what recipients agreed to."""
