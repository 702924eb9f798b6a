"""Rounds of reviews in the admin."""
