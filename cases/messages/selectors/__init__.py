"""State of mail, as the admin shows it."""
