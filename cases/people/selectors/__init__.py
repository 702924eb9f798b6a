"""Members, contacts and experts, as they are asked for."""
