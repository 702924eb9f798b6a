"""Pages of members of cities, of invited people and of experts."""
