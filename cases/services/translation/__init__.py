"""Drafts of translations, PO files, and the prose of a source that a translation took over."""
