"""Forms of people: doors, profiles, members, contacts and experts."""
