"""What editors see of search: queries without results, changes not yet searchable."""
