"""Messages that were sent, mail that came in, and calendars of cities, in the admin."""
