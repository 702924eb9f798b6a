"""Wagtail's own template tags, where they do not write as the reader does."""
