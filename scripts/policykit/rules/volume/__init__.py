"""Figures that must add up."""
