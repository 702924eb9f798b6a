"""Writes of the front door."""
