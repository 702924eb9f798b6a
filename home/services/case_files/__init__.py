"""Files of a case to take along: its brief on one page, and its full text, as PDF."""
