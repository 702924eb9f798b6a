"""The catalogue: what was found as a list, a map and a table, and the ways on from there."""
