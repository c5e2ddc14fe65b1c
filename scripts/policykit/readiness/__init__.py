"""Compares what a product provides with what AWS asks for."""
