"""Services of this room: each does one thing, in one transaction."""
