"""What AWS asks, and what an answer needs."""
