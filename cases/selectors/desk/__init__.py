"""Desk of the newsroom: for each person the texts that wait for them, and why."""
