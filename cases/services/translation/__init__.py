"""Drafts of translations, PO files, and what a translation took over of its source."""
