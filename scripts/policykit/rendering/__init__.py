"""Fills templates with product data: replies, policies, pages and text files."""
