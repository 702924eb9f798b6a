"""Comparison of two to four cases: what was asked for, rows of facts side by side, figures on one axis."""
