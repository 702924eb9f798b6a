"""Translations: pieces of a text beside those of its source, the glossary, and outdated translations."""
