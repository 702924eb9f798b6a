"""Case study as one JSON object."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, model_serializer, model_validator
from pydantic_core import PydanticCustomError

from cases.choices import AdoptionStatus, Direction, DocumentKind, Status

from .blocks import BlockRecord, Body, Gallery
from .fields import (
    Code,
    Country,
    Line,
    LongTexts,
    Number,
    Record,
    SourceIndex,
    Text,
    Texts,
    Year,
    misplaced,
    site_languages,
)

PROSE = ("challenge", "solution", "results", "limits", "lessons", "transfer")
MEDIA = ("body", "gallery")

Titles = Annotated[
    dict[str, Annotated[Text, Field(max_length=255)]], Field(min_length=1), AfterValidator(site_languages)
]
Summaries = Annotated[dict[str, Annotated[Text, Field(max_length=700)]], AfterValidator(site_languages)]
Prose = Annotated[dict[str, Annotated[Text, Field(max_length=20_000)]], AfterValidator(site_languages)]


def first_day(value: str) -> date:
    """Date of YYYY-MM-DD, or the first day of the month YYYY-MM."""
    return date.fromisoformat(value if value.count("-") == 2 else f"{value}-01")


def source_key(number: int | None) -> str:
    """Key under which source ``number`` of a record is filed on the page; "" for none."""
    return "" if number is None else f"s{number + 1}"


class Named(Record):
    """Record with a name in at least one language; languages without a name are left out of the file."""

    en: Line | None = None
    fa: Line | None = None
    ar: Line | None = None

    @model_validator(mode="after")
    def named(self) -> Self:
        if not self.names():
            raise PydanticCustomError("nameless", "has no name in any language")
        return self

    def names(self) -> dict[str, str]:
        """Names per language, without the languages that have none."""
        return {code: name for code, name in (("en", self.en), ("fa", self.fa), ("ar", self.ar)) if name}

    @model_serializer(mode="wrap")
    def leave_out_what_is_missing(self, handler: Any) -> dict[str, Any]:
        return {key: value for key, value in handler(self).items() if value is not None}


class CityRecord(Named):
    """City of the practice; its English name makes its code."""

    en: Line
    country: Country
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None


class Point(Record):
    """Value in a year."""

    year: Year
    value: Number


class Target(Record):
    """Value to be reached by a year, which plans set further ahead than anything is measured."""

    year: Annotated[int, Field(ge=1800, le=2200)]
    value: Number


class MeasurementRecord(Point):
    """Measured value; ``date`` (YYYY-MM-DD or YYYY-MM) where more than the year is known."""

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
        return {key: value for key, value in handler(self).items() if value is not None}


class IndicatorRecord(Record):
    """Indicator with its series of measurements."""

    name: Texts
    unit: Annotated[Text, Field(max_length=100)]
    direction: Annotated[Direction, Field(strict=False)]
    baseline: Point | None
    target: Target | None
    measurements: list[MeasurementRecord]
    source: SourceIndex | None


class CostRecord(Record):
    """Cost of the practice, in a single currency and the money of a single year."""

    amount: Number
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    year: Year | None
    note: LongTexts
    source: SourceIndex | None


class PartnerRecord(Named):
    """Partner of the practice, with its role."""

    role: Annotated[Text, Field(max_length=100)]


class AdoptionCityRecord(Named):
    """City that took the practice over, which need not be a city of the site."""

    country: Country


class AdoptionRecord(Record):
    """Adoption of the practice by another city."""

    city: AdoptionCityRecord
    year: Year | None
    status: Annotated[AdoptionStatus, Field(strict=False)]
    note: LongTexts
    source: SourceIndex | None


class DocumentRecord(Record):
    """An upstream document."""

    kind: Annotated[DocumentKind, Field(strict=False)]
    title: Texts
    year: Annotated[int, Field(ge=1200, le=2100)] | None
    source: SourceIndex | None


class SourceRecord(Record):
    """Source by which a claim can be checked."""

    title: Annotated[Text, Field(max_length=500)]
    url: Annotated[Text, Field(max_length=1000, pattern=r"^https?://\S+$")]
    seen: bool


class CaseRecord(Record):
    """Case study in all its languages. The order of the fields is the order of an export."""

    id: Annotated[Code, Field(max_length=120)]
    title: Titles
    city: CityRecord
    topics: Annotated[list[Code], Field(min_length=1)]
    sdgs: list[Annotated[int, Field(ge=1, le=17)]]
    started: Year | None
    ended: Year | None
    status: Annotated[Status, Field(strict=False)]
    summary: Summaries
    challenge: Prose
    solution: Prose
    results: Prose
    limits: Prose
    lessons: Prose
    transfer: Prose
    indicators: list[IndicatorRecord]
    cost: CostRecord | None
    partners: list[PartnerRecord]
    adoptions: list[AdoptionRecord]
    documents: list[DocumentRecord]
    sources: list[SourceRecord]
    unverified: list[Annotated[Text, Field(max_length=1000)]] = []
    body: Body | None = None  # None: the file does not speak of it, and what there is stays
    gallery: Gallery | None = None

    @model_validator(mode="after")
    def years_in_order(self) -> Self:
        if self.started and self.ended and self.ended < self.started:
            raise misplaced("ended", "ended_before_started", "lies before started")
        return self

    @model_validator(mode="after")
    def topics_once(self) -> Self:
        if len(set(self.topics)) != len(self.topics):
            raise misplaced("topics", "topic_twice", "the same topic twice")
        return self

    @model_validator(mode="after")
    def sources_exist(self) -> Self:
        cited = {"cost": self.cost.source if self.cost else None}
        for name in ("indicators", "documents", "adoptions"):
            cited |= {f"{name}.{n}": item.source for n, item in enumerate(getattr(self, name))}
        for n, indicator in enumerate(self.indicators):
            cited |= {
                f"indicators.{n}.measurements.{m}": point.source for m, point in enumerate(indicator.measurements)
            }
        for language, blocks in (self.body or {}).items():
            cited |= {f"body.{language}.{n}": getattr(block, "source", None) for n, block in enumerate(blocks)}
        for place, source in cited.items():
            if source is not None and source >= len(self.sources):
                raise misplaced(
                    f"{place}.source", "no_such_source", "there is no source number {source}", source=source
                )
        return self

    @model_validator(mode="after")
    def prose_has_title(self) -> Self:
        for language in self.prose_languages():
            if language not in self.title:
                raise misplaced(
                    f"title.{language}", "prose_without_title", "is missing, though there is prose in that language"
                )
        if not self.prose_languages():
            raise misplaced("challenge", "no_prose", "there is no prose in any language")
        return self

    def prose_languages(self) -> list[str]:
        """Languages with any prose, blocks or pictures, each of which gets a page."""
        written = {language: "" for name in PROSE for language in getattr(self, name)}
        shown = {language: "" for name in MEDIA for language, blocks in (getattr(self, name) or {}).items() if blocks}
        return list(site_languages(written | shown))

    def blocks_in(self, language: str) -> list[BlockRecord]:
        """Blocks and pictures that the file gives for a language."""
        return [block for name in MEDIA for block in (getattr(self, name) or {}).get(language, [])]

    def complete_in(self, language: str) -> bool:
        """Whether a page in this language has every required field and only complete blocks."""
        has_texts = all(language in getattr(self, name) for name in ("title", "summary", *PROSE))
        return has_texts and all(block.is_complete for block in self.blocks_in(language))
