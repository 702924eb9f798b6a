"""The contract of every engine: documents, the query tree, what is asked and answered; knows nothing but Python."""
