"""Causes of the messages of this room."""
