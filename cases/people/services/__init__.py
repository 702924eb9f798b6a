"""History of accounts."""
