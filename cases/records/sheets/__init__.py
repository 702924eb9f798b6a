"""Rows of CSV and Excel files, and the columns by which a case is told in them."""
