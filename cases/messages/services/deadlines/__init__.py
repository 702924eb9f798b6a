"""Deadlines that are kept: set, moved and cancelled, and given to calendars."""
