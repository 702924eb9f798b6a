"""The engine that needs no service: tantivy, an index on disk inside the process."""
