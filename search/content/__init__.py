"""Content of the index: documents, facets, names and words of cases. The only wing that knows the cases."""
