"""Pages of people: one's own account, members of cities, invitations, experts."""
