"""Messages: where what was handed to a mail server is noted, and how a mail that comes back is told from others."""

from .env import DATA_DIR, env

# Host whose mail this site reads: mails then come from bounce+KEY@ it, so that one that comes back says which it was.
MAIL_DOMAIN = env.str("MAIL_DOMAIN", default="")
MAIL_JOURNAL = DATA_DIR / "mail-journal" / "accepted"
