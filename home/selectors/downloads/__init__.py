"""Cases as files to take away: tables for spreadsheets, and data."""
