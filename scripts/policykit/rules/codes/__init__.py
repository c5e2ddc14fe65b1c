"""One-time codes: their channel, their validity, who sends them and how often."""
