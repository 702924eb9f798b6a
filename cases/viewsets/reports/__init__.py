"""Reports on cases: what waits, is overdue, incomplete."""
