"""Dates as they are known, in records."""

from collections.abc import Callable
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, ValidationInfo, model_serializer, model_validator
from pydantic_core import PydanticCustomError

from cases.choices import Calendar
from cases.written.known_dates import KnownDate

from .fields import Record, misplaced


class KnownDateRecord(Record):
    """Date as it is known: YYYY, YYYY-MM or YYYY-MM-DD of its calendar."""

    calendar: Annotated[Calendar, Field(strict=False)]
    date: Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]

    @model_validator(mode="after")
    def exists(self) -> Self:
        try:
            known = KnownDate.read(self.date)
        except ValueError:
            raise PydanticCustomError("no_such_date", "there is no such date") from None
        if known.calendar != self.calendar:
            raise misplaced("date", "other_calendar", "is not a date of that calendar")
        return self

    @property
    def value(self) -> KnownDate:
        """The date itself."""
        return KnownDate.read(self.date)


def known_record(known: KnownDate | None) -> dict[str, str] | None:
    """Date as it is known, as a record says it."""
    return {"calendar": known.calendar.value, "date": str(known)} if known else None


def _settled(place: str) -> Callable[[KnownDateRecord | None, ValidationInfo], KnownDateRecord | None]:
    """Check that a date lies in the year of the field ``place``; one that says no more than that year is left out."""

    def settle(known: KnownDateRecord | None, info: ValidationInfo) -> KnownDateRecord | None:
        if known is None or place not in info.data:  # the year is wrong itself
            return known
        if not known.value.may_lie_in(info.data[place]):
            raise PydanticCustomError("known_year", "does not lie in the year given")
        return None if known.value.is_plain else known

    return settle


Known = Annotated[KnownDateRecord | None, AfterValidator(_settled("year"))]
KnownStart = Annotated[KnownDateRecord | None, AfterValidator(_settled("started"))]
KnownEnd = Annotated[KnownDateRecord | None, AfterValidator(_settled("ended"))]


class Dated(Record):
    """Record with a ``year`` that may also say, as ``known``, how its date is known."""

    @model_serializer(mode="wrap")
    def leave_out_what_is_missing(self, handler: Any) -> dict[str, Any]:
        return without(handler(self), "known")


def without(content: dict[str, Any], *names: str) -> dict[str, Any]:
    """Content without those of the named keys that say nothing, which the first edition did not have."""
    return {key: value for key, value in content.items() if key not in names or value not in (None, "", [], {})}


def value_of(known: KnownDateRecord | None) -> KnownDate | None:
    """The date of a record; None for none."""
    return known.value if known else None
