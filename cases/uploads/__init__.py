"""Uploaded files: checks of their content, and removal of hidden data. Knows files, not models."""
