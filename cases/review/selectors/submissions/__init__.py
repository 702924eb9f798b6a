"""Submissions as pages, lists and mails read them."""
