"""Indicators and their measurements, in records."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import Field, model_serializer, model_validator

from cases.choices import Direction, MeasurementKind

from .fields import Number, Record, SourceIndex, Text, Texts, Year, misplaced
from .known_dates import Dated, Known


def first_day(value: str) -> date:
    """Date of YYYY-MM-DD, or the first day of the month YYYY-MM."""
    return date.fromisoformat(value if value.count("-") == 2 else f"{value}-01")


class Point(Dated):
    """Value in a year."""

    year: Year
    value: Number
    known: Known = None


class Target(Dated):
    """Value to be reached by a year, which plans set further ahead than anything is measured."""

    year: Annotated[int, Field(ge=1800, le=2200)]
    value: Number
    known: Known = None


class MeasurementRecord(Record):
    """Value and how it came about; ``known``, or ``date`` (YYYY-MM-DD, YYYY-MM), where more than the year is known."""

    year: Year
    value: Number
    kind: Annotated[MeasurementKind, Field(strict=False)] | None = None
    known: Known = None
    date: str | None = None
    source: SourceIndex | None = None

    @model_validator(mode="after")
    def date_within_year(self) -> Self:
        if self.date is not None:
            try:
                parsed = first_day(self.date)
            except ValueError:
                raise misplaced("date", "date_format", "is not YYYY-MM-DD or YYYY-MM") from None
            if parsed.year != self.year:
                raise misplaced("date", "date_year", "is not in the year given")
        return self

    @model_serializer(mode="wrap")
    def leave_out_what_is_missing(self, handler: Any) -> dict[str, Any]:
        content = {key: value for key, value in handler(self).items() if value is not None}
        if "known" in content:
            content.pop("date", None)  # which then says nothing more
        return content


class IndicatorRecord(Record):
    """Indicator with its series of measurements."""

    name: Texts
    unit: Annotated[Text, Field(max_length=100)]
    direction: Annotated[Direction, Field(strict=False)]
    baseline: Point | None
    target: Target | None
    measurements: list[MeasurementRecord]
    source: SourceIndex | None
