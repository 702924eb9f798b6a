"""Questions about people: accounts, members, contacts and experts."""
