"""An answer for a reader: failover between engines, the blended list, marks, related cases, suggestions."""
