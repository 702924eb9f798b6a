"""Sentences on faults of the machine that keep a site from being set up, and on what to do."""

import errno
import sqlite3
from collections.abc import Iterator

from django.conf import settings
from django.db import OperationalError, connection

from .start_checks import not_written

# By the name that SQLite gives an error, or what that name begins with.
AS_ERRORS_OF_FILES = {
    "SQLITE_FULL": errno.ENOSPC,
    "SQLITE_READONLY": errno.EACCES,
    "SQLITE_CANTOPEN": errno.EACCES,
    "SQLITE_PERM": errno.EACCES,
    "SQLITE_IOERR": errno.ENOSPC,  # a write that failed: the disk is full, or fails
}


def sentence_on(error: BaseException) -> str:
    """The sentence; empty where the fault may lie in the site itself, whose traceback is wanted then."""
    for link in _chain(error):
        if isinstance(link, sqlite3.Error):
            name = getattr(link, "sqlite_errorname", "")
            if name.startswith("SQLITE_BUSY"):
                return "Another process has been writing the database for too long: end it, or start again later."
            for beginning, number in AS_ERRORS_OF_FILES.items():
                if name.startswith(beginning):
                    return not_written(settings.DATA_DIR, OSError(number, str(link)))
        elif isinstance(link, OSError) and link.errno in (
            errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES, errno.EPERM, errno.EROFS,
        ):  # fmt: skip
            return not_written(settings.DATA_DIR, link)
    if isinstance(error, OperationalError) and connection.vendor == "postgresql":
        reason = " ".join(str(error).split())
        return f"The database that DATABASE_URL names does not serve ({reason}): start it, or correct the address."
    return ""


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and those that led to it."""
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or link.__context__
