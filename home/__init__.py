"""The front door: home page, set-up, starter collection."""
