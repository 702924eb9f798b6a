"""Search: finds cases by words in any language, narrowed by facets. Knows cases; cases never knows it."""
