"""Rows of CSV and Excel files, and the columns that hold the fields of a case in them."""
