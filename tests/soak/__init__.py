"""Half an hour under load: nothing fails, nothing grows."""
