"""Mails of this room."""
