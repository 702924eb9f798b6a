"""Links in mails by which a person does one thing without logging in: opening shows, posting acts."""
