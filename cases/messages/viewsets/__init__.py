"""Mail that came in, and calendars of cities, in the admin."""
