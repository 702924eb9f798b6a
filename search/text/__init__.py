"""Text analysis: one set of tables for the Python analyser and for the analyser of Elasticsearch."""
