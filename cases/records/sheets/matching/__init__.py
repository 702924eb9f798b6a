"""Sheets of others: their header row is found, and its headings are matched with the columns of a case."""
