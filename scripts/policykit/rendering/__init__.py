"""Templates filled from data: replies, policies, pages and text files."""
