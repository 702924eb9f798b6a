"""The engine for many nodes and many web processes: an Elasticsearch cluster."""
