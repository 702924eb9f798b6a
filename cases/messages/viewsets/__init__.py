"""Pages of the admin about messages."""
