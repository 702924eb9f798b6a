"""Forms of members, contacts and experts."""
