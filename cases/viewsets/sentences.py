"""Dates within the sentences of Wagtail's admin: what was scheduled for when, since when something is locked."""

from datetime import datetime
from types import SimpleNamespace

from wagtail.utils import timestamps

from cases.selectors import reader_format


def _written(moment: datetime, _format: str) -> str:
    return reader_format.moment(moment)


def write_dates_for_readers() -> None:
    """Has them written in the calendar and digits of the reader.

    Every such sentence gets its date from ``timestamps.render_timestamp``, which each module has by its own name; so it
    is what that function leans on that is exchanged.
    """
    timestamps.formats = SimpleNamespace(date_format=_written)
