"""Meaning: sentence vectors of cases and queries, by whichever model the settings name."""
