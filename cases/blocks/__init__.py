"""StreamField blocks."""
