"""Domain: case studies, cities, topics, indicators, adoptions. Knows nothing of search."""
