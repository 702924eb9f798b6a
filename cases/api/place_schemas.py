"""Answers about cities and topics in the public API."""

from typing import Annotated, Literal

from ninja import Field, Schema

from .asking import Page
from .schemas import CountryOut, DatedOut, Number


class PopulationOut(Schema):
    """Population with its year and who counted."""

    value: int
    date: DatedOut | None
    scope: Literal["city", "metropolitan"] | None
    source: str


class CityOut(Schema):
    """City with public cases, of which ``cases`` is the number."""

    slug: Annotated[str, Field(examples=["tehran"])]
    name: str
    names: dict[str, str]
    country: CountryOut
    latitude: float | None
    longitude: float | None
    population: PopulationOut | None
    area_km2: Number | None
    climate: Annotated[str | None, Field(description="Köppen–Geiger class", examples=["BSk"])]
    income_group: Annotated[str | None, Field(description="World Bank income group of the country")]
    cases: int
    url: str


class CitiesOut(Page):
    """Page of cities, by their slugs."""

    cities: list[CityOut]


class TopicOut(Schema):
    """Topic of the thesaurus. ``cases``: of it and of all narrower topics. ``broader``: code of the one above it."""

    code: str
    label: str
    broader: str | None
    depth: Annotated[int, Field(description="0 at the top")]
    briefing: Annotated[str | None, Field(description="What tends to work and fail, where editors summed it up")]
    deprecated: bool
    cases: int
    url: str


class TopicsOut(Page):
    """Page of topics, in the order of the tree: a broader one before those below it."""

    topics: list[TopicOut]
