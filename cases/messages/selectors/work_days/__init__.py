"""Working days of cities: which they are, how many lie between two dates, and until when so many last."""
