"""What is indexed of cases: documents, facets, names, words. The only wing that knows the cases."""
