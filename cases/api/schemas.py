"""Forms of the answers on cases."""

from typing import Annotated

from ninja import Field, Schema

from cases.choices import (
    ArchiveReason,
    Calendar,
    CostKind,
    Direction,
    EvidenceLevel,
    Licence,
    MeasurementKind,
    Outcome,
    Setback,
    SourceKind,
    Status,
)

from .asking import Page

Number = int | float
SourceNumber = Annotated[int | None, Field(description="Place in `sources`, counted from 1; null where none is named")]


class TextOut(Schema):
    """Text and the language it is in, which is another where nobody wrote it in the one asked for."""

    text: str
    language: str


class KnownOut(Schema):
    """Date as it is known: YYYY, YYYY-MM or YYYY-MM-DD of the calendar in which it was written."""

    calendar: Calendar
    date: Annotated[str, Field(examples=["1386-10"])]


class DatedOut(Schema):
    """Gregorian year; ``known`` where more is known than that, or another calendar was written."""

    year: int
    known: KnownOut | None


class CityNameOut(Schema):
    """A city as cases name it."""

    slug: Annotated[str, Field(examples=["tehran"])]
    name: str


class CountryOut(Schema):
    """A country (ISO 3166-1 alpha-2)."""

    code: Annotated[str, Field(examples=["IR"])]
    name: str


class PlaceOut(Schema):
    """Place of a practice: its city. Coordinates in degrees (WGS 84)."""

    city: CityNameOut
    country: CountryOut
    latitude: float | None
    longitude: float | None


class TopicNameOut(Schema):
    """A topic as cases name it."""

    code: str
    label: str


class OutcomeOut(Schema):
    """Outcome against the goal that the practice set itself."""

    goal: Outcome
    reason: TextOut | None
    source: SourceNumber


class EvidenceOut(Schema):
    """Evidence for the case, which is another thing than that it is published.

    ``level``: step that its editors gave it and its data bear out; null where nobody has graded it. ``source``: the
    evaluation by others than the city. ``opinions``: expert opinions signed with name and function on its page.
    """

    level: EvidenceLevel | None
    source: SourceNumber
    opinions: int


class ConfirmedOut(Schema):
    """Days of its freshness. ``on``: when its city last said that it holds; ``by``: when it is to say so again."""

    on: Annotated[str | None, Field(description="YYYY-MM-DD")]
    by: Annotated[str | None, Field(description="YYYY-MM-DD; in the past: overdue")]


class ArchivedOut(Schema):
    """Archived since that day, for that reason: the case stays as it was, and nobody keeps it true any more."""

    on: Annotated[str, Field(description="YYYY-MM-DD")]
    reason: ArchiveReason | None
    note: TextOut | None


class CostOut(Schema):
    """Cost. An amount says nothing without its kind, and the basis where it is of a unit or of a part."""

    amount: Number
    currency: Annotated[str, Field(description="ISO 4217", examples=["KRW"])]
    kind: Annotated[CostKind | None, Field(description="null: nobody has said what the amount pays for")]
    basis: Annotated[TextOut | None, Field(description="Per which unit, or which part of the whole")]
    planned: Annotated[bool, Field(description="A budget or an estimate, not money spent")]
    date: DatedOut | None
    dollars: Annotated[
        Number | None,
        Field(description="In US dollars at the average rate of the year, else of 2023; null where none is known"),
    ]
    budget: Number | None
    note: TextOut | None
    source: SourceNumber


class EndOut(DatedOut):
    """Baseline or target of an indicator."""

    value: Number


class MeasurementOut(Schema):
    """Value of an indicator. ``kind``: how it came about; null where nobody has said, which is not "measured"."""

    date: Annotated[str, Field(description="YYYY, YYYY-MM or YYYY-MM-DD, as much as is known", examples=["2015-06"])]
    known: KnownOut | None
    value: Number
    kind: MeasurementKind | None
    source: SourceNumber


class IndicatorOut(Schema):
    """Indicator with its measurements, the oldest first."""

    name: TextOut | None
    unit: str
    direction: Direction
    baseline: EndOut | None
    target: EndOut | None
    measurements: list[MeasurementOut]
    source: SourceNumber


class LicenceOut(Schema):
    """Licence of the case: SPDX identifier, name, and the address of its terms (null where all rights are reserved)."""

    code: Licence
    name: str
    url: str | None


class WrittenOut(Schema):
    """Language in which the case is written, and the address of that page."""

    language: str
    url: str


class CaseShortOut(Schema):
    """Case in short. ``url`` is its permanent address, ``data`` that of all that is known of it."""

    code: Annotated[str, Field(examples=["SEO-0001"])]
    url: str
    data: str
    title: TextOut | None
    brief: TextOut | None
    place: PlaceOut
    topics: list[TopicNameOut]
    sdgs: list[int]
    started: DatedOut | None
    ended: DatedOut | None
    status: Status
    outcome: OutcomeOut
    evidence: EvidenceOut
    confirmed: ConfirmedOut
    archived: ArchivedOut | None
    setbacks: Annotated[list[Setback], Field(description="What went wrong; empty where nobody has looked")]
    cost: CostOut | None
    indicators: list[IndicatorOut]
    licence: LicenceOut
    languages: list[WrittenOut]
    published: Annotated[str | None, Field(description="YYYY-MM-DD")]
    changed: Annotated[str | None, Field(description="YYYY-MM-DD")]


class PointOut(TextOut):
    """Point: a sentence with the numbers of its sources."""

    sources: list[int]


class PointsOut(Schema):
    """Points by which one decides."""

    results: list[PointOut]
    limits: list[PointOut]
    conditions: list[PointOut]


class SourceOut(Schema):
    """Source of what the case says. ``seen``: the editors read it; ``is_copy``: the address leads to a copy.

    ``page``: place in it, as the editors wrote it; ``file``: address of the document itself.
    """

    number: int
    title: str
    url: str | None
    original: str | None
    publisher: str | None
    page: str | None
    file: str | None
    kind: SourceKind | None
    language: str | None
    is_copy: bool
    seen: bool
    date: DatedOut | None


class CaseOut(CaseShortOut):
    """Case with its points, sources and all measurements."""

    summary: TextOut | None
    points: PointsOut
    sources: list[SourceOut]
    unchecked: Annotated[list[TextOut], Field(description="What could not be checked")]


class CasesOut(Page):
    """Page of cases, by their codes.

    Up to 20 cases come in full, where they are no more than 300 kB. Of more, points and sources are left out, notes
    and reasons are null, and of the first three indicators there is the last measurement: `data` of each has the rest.
    """

    in_full: bool
    cases: list[CaseOut] | list[CaseShortOut]
