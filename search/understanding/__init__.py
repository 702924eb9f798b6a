"""Typed text becomes a query tree: parser, planner, spoken Persian, correction."""
