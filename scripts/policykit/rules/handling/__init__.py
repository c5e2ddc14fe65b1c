"""Bounces, complaints, the suppression list and watching the rates."""
