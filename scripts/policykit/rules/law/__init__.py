"""Facts that a law of the market asks for. Checks, not advice: no rule says that something is illegal."""
