"""Reports on search for editors: queries without results, changes not yet searchable."""
