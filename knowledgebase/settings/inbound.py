"""Mail that comes in: the domain of its addresses, the mailbox it is fetched from, and whose word on senders counts."""

import re

from django.core.exceptions import ImproperlyConfigured

from .env import env

# Domain whose mail comes to this site: answers go to reply+SECRET@ and what was not delivered to bounce+KEY@ of it.
# Without one no mail can be answered by mail.
MAIL_DOMAIN = env.str("MAIL_DOMAIN", default="").lower()
if MAIL_DOMAIN and not re.fullmatch(r"(?=.{1,253}\Z)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+", MAIL_DOMAIN):
    raise ImproperlyConfigured(f"MAIL_DOMAIN is not a domain such as mail.example.org: {MAIL_DOMAIN}")
# Mailbox that is fetched, such as imaps://USER:PASSWORD@HOST:993/INBOX; without one it comes by a pipe, or not at all.
INBOUND_MAIL_URL = env.str("INBOUND_MAIL_URL", default="")
INBOUND_MAIL_SECONDS = env.int("INBOUND_MAIL_SECONDS", default=60)  # between two visits to it
# Name by which our own mail server signs Authentication-Results; without one nothing is read there.
INBOUND_AUTHSERV_ID = env.str("INBOUND_AUTHSERV_ID", default="").lower()
INBOUND_MAIL_TIMEOUT = 20  # seconds for each word of the mailbox's server
