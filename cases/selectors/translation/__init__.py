"""Pieces of a text beside those of its source, the glossary, and translations that are outdated."""
