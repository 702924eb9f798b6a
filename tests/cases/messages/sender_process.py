"""A sender of its own process, for tests that kill it: sends what is due, slowly enough to be caught anywhere.

Run with the database of the test in TEST_DATABASE, a server in TEST_SMTP and the journal in TEST_JOURNAL.
"""

import os
import sys

import django


def main() -> None:
    """Sends until nothing is left."""
    django.setup()
    from django.conf import settings
    from django.db import connection

    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = os.environ["TEST_DATABASE"]
    settings.MAIL_JOURNAL = os.environ["TEST_JOURNAL"]

    from cases.messages.services.sending import send_due
    from tests.cases.messages.post import make_causes
    from tests.cases.messages.smtp_server import use

    make_causes()
    use(settings, os.environ["TEST_SMTP"])
    sys.stdout.write(f"{send_due()}\n")


if __name__ == "__main__":
    main()
