"""Facts of a case, in records. A file of the first edition lacks some of their keys, and an export then does too."""

from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, model_serializer, model_validator

from cases.choices import (
    AdoptionStatus,
    Climate,
    CostKind,
    DocumentKind,
    IncomeGroup,
    Outcome,
    PopulationScope,
    SourceKind,
)

from .blocks import FileReference
from .fields import Country, Line, LongTexts, Number, Record, SourceIndex, Text, Texts, Year, misplaced, site_languages
from .known_dates import Dated, Known, without
from .named import Named

ADDRESS = r"^https?://\S+$"


def source_key(number: int | None) -> str:
    """Key under which source ``number`` of a record is filed on the page; "" for none."""
    return "" if number is None else f"s{number + 1}"


class PopulationRecord(Dated):
    """Population of a city: who was counted, when and by whom."""

    value: Annotated[int, Field(ge=0, le=10**10)]
    year: Year | None = None
    known: Known = None
    scope: Annotated[PopulationScope, Field(strict=False)] | None = None
    source: Line | None = None


class CityRecord(Named):
    """City of the practice; its English name makes its code."""

    en: Line
    country: Country
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    population: PopulationRecord | None = None
    area_km2: Annotated[Number, Field(ge=0, lt=10**8)] | None = None
    climate: Annotated[Climate, Field(strict=False)] | None = None
    income: Annotated[IncomeGroup, Field(strict=False)] | None = None

    @model_serializer(mode="wrap")
    def leave_out_what_is_missing(self, handler: Any) -> dict[str, Any]:
        profile = ("population", "area_km2", "climate", "income")
        content = handler(self)
        kept = profile if any(content[name] is not None for name in profile) else ()
        return {key: value for key, value in content.items() if value is not None or key in kept}


class BudgetRecord(Record):
    """Budget of a practice, in the currency of its cost."""

    amount: Number
    source: SourceIndex | None = None


class CostRecord(Dated):
    """Cost of the practice, in a single currency and the money of a single year, and what it pays for."""

    amount: Number
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    year: Year | None
    known: Known = None
    note: LongTexts
    source: SourceIndex | None
    kind: Annotated[CostKind, Field(strict=False)] | None = None
    basis: Annotated[dict[str, Line], AfterValidator(site_languages)] | None = None
    planned: bool = False
    budget: BudgetRecord | None = None

    @model_validator(mode="after")
    def says_of_what(self) -> Self:
        if self.kind in (CostKind.UNIT, CostKind.PART) and not self.basis:
            raise misplaced("basis", "cost_of_what", "does not say of what")
        return self

    @model_serializer(mode="wrap")
    def leave_out_what_is_missing(self, handler: Any) -> dict[str, Any]:
        content = without(handler(self), "known")
        content["basis"] = content["basis"] or None
        new = ("kind", "basis", "planned", "budget")
        return content if any(content[name] for name in new) else without_keys(content, new)


class OutcomeRecord(Record):
    """Outcome against the practice's own goal, with the reason."""

    goal: Annotated[Outcome, Field(strict=False)]
    reason: Annotated[dict[str, Annotated[Text, Field(max_length=400)]], AfterValidator(site_languages)] = {}
    source: SourceIndex | None = None


def stated(outcome: OutcomeRecord | None) -> OutcomeRecord | None:
    """The outcome, unless it says nothing at all."""
    if outcome and outcome.goal == Outcome.UNKNOWN and not outcome.reason and outcome.source is None:
        return None
    return outcome


class PartnerRecord(Named):
    """Partner of the practice, with its role."""

    role: Annotated[Text, Field(max_length=100)]


class AdoptionCityRecord(Named):
    """City that took the practice over, which need not be a city of the site."""

    country: Country


class AdoptionRecord(Dated):
    """Adoption of the practice by another city."""

    city: AdoptionCityRecord
    year: Year | None
    known: Known = None
    status: Annotated[AdoptionStatus, Field(strict=False)]
    note: LongTexts
    source: SourceIndex | None


class DocumentRecord(Dated):
    """An upstream document."""

    kind: Annotated[DocumentKind, Field(strict=False)]
    title: Texts
    year: Annotated[int, Field(ge=1200, le=2100)] | None
    source: SourceIndex | None
    known: Known = None


class SourceRecord(Record):
    """Source by which a claim can be checked: it has an address or a file, or else a publisher or a year."""

    title: Annotated[Text, Field(max_length=500)]
    url: Annotated[str, Field(max_length=1000, pattern=r"^(https?://\S+)?$")]
    seen: bool
    kind: Annotated[SourceKind, Field(strict=False)] | None = None
    publisher: Annotated[Text, Field(max_length=200)] | None = None
    year: Year | None = None
    known: Known = None
    lang: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=12)] | None = None
    is_copy: Annotated[bool, Field(validation_alias="copy")] = False
    original: Annotated[Text, Field(max_length=1000, pattern=ADDRESS)] | None = None
    page: Annotated[Text, Field(max_length=60)] | None = None
    file: FileReference | None = None

    @model_validator(mode="after")
    def can_be_found(self) -> Self:
        if not self.url and not self.publisher and self.year is None and self.file is None:
            raise misplaced("url", "source_nowhere", "has neither address nor file nor publisher nor year")
        return self

    @model_serializer(mode="wrap")
    def leave_out_what_is_missing(self, handler: Any) -> dict[str, Any]:
        content = {"copy" if key == "is_copy" else key: value for key, value in handler(self).items()}
        content = without_keys(content, tuple(name for name in ("page", "file") if content[name] is None))
        new = ("kind", "publisher", "year", "lang", "copy", "original")
        return (
            without(content, "known") if any(content[name] for name in new) else without_keys(content, (*new, "known"))
        )


def without_keys(content: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """Content without these keys."""
    return {key: value for key, value in content.items() if key not in keys}
