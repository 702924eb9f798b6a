"""Messages: where what was handed to a mail server is noted. The host whose mail this site reads is in ``inbound``."""

from .env import DATA_DIR

MAIL_JOURNAL = DATA_DIR / "mail-journal" / "accepted"
