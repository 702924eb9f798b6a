"""Choice of the reader for whom something is written: a calendar and digits other than those of the language.

It holds for what is written meanwhile, in one thread: a page for somebody who is logged in, a mail. Pages for visitors
are written as usual in the language, and so may be kept for everybody.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """Choice of a reader, by codes of ``ReadingCalendar`` and ``ReadingDigits``; "" is as usual in the language."""

    calendar: str = ""
    digits: str = ""


AS_USUAL = ReaderChoice()
_choice: ContextVar[ReaderChoice] = ContextVar("reader_choice", default=AS_USUAL)


def reader_choice() -> ReaderChoice:
    """Choice of whoever reads what is being written now."""
    return _choice.get()


@contextmanager
def written_for(choice: ReaderChoice) -> Iterator[None]:
    """Has dates and numbers written as this reader chose, until the end of the block."""
    token = _choice.set(choice)
    try:
        yield
    finally:
        _choice.reset(token)
