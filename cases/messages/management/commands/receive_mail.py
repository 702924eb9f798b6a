"""Takes mail in: one mail from a pipe, as a mail server hands it over, or all that is new in a mailbox."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand

from cases.messages.services.incoming.mailbox import visit_mailbox
from cases.messages.services.incoming.placing import FullError, take_mail
from cases.messages.services.incoming.reading import MOST_BYTES

logger = structlog.get_logger(__name__)
_PIECE = 64 * 1024


class Command(BaseCommand):
    """``manage.py receive_mail``. Ends with the statuses of sysexits.h, by which Postfix and Exim go.

    0: taken, whatever became of it; the sender gets no notice of the server. 75: try again later. 65: there was
    nothing. 64: called by hand without a mail.
    """

    help = "Takes one mail from standard input, or with --mailbox all new ones of INBOUND_MAIL_URL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--recipient", default="", help="address that the mail server delivers to: ${recipient}")
        parser.add_argument("--mailbox", action="store_true", help="visit the mailbox of INBOUND_MAIL_URL once")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["mailbox"]:
            self._visit()
            return
        if sys.stdin.isatty():
            self._end(os.EX_USAGE, "Hand a mail over on standard input, or say --mailbox.")
        raw = _read(sys.stdin.buffer)
        if not raw.strip():
            self._end(os.EX_DATAERR, "There was no mail on standard input.")
        try:
            mail = take_mail(raw, options["recipient"])
        except FullError:
            self._end(os.EX_TEMPFAIL, "Too many mails wait for a person: try again later.")
        except Exception:  # such as a database that is away: the mail server keeps the mail and comes again
            logger.exception("mail_not_taken")
            self._end(os.EX_TEMPFAIL, "The mail could not be taken now: try again later.")
        if options["verbosity"] > 1:
            self.stdout.write(f"{mail.state} {mail.reason}".strip())

    def _visit(self) -> None:
        if not settings.INBOUND_MAIL_URL:
            self._end(os.EX_CONFIG, "INBOUND_MAIL_URL names no mailbox.")
        try:
            taken = visit_mailbox()
        except OSError as error:
            self._end(os.EX_TEMPFAIL, f"The mailbox could not be read ({type(error).__name__}).")
        self.stdout.write(f"{taken}")

    def _end(self, status: int, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(status)


def _read(stream: Any) -> bytes:
    """The mail, and of one that is too large only the beginning; all of it is read, or its server would complain."""
    pieces, size = [], 0
    while piece := stream.read(_PIECE):
        if size <= MOST_BYTES:
            pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)
