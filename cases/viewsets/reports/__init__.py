"""Reports on cases: waiting, overdue, incomplete pages and others."""
