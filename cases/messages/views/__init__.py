"""Pages of messages, and those that links in mails lead to."""
