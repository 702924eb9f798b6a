"""Case study as one JSON object."""

from typing import Annotated, Any, Self

from pydantic import AfterValidator, Discriminator, Field, Tag, model_serializer, model_validator

from cases.choices import Licence, Setback, Status

from .blocks import BlockRecord, Body, Gallery
from .facts import (
    AdoptionRecord,
    CityRecord,
    CostRecord,
    DocumentRecord,
    OutcomeRecord,
    PartnerRecord,
    SourceRecord,
    stated,
    without_keys,
)
from .fields import Code, Record, Text, Year, misplaced, site_languages
from .known_dates import KnownEnd, KnownStart, without
from .named import PointRecord, Sentence, UncheckedRecord
from .series import IndicatorRecord

PROSE = ("challenge", "solution", "results", "limits", "lessons", "transfer")
POINTS = ("results_points", "limits_points", "conditions_points")
MEDIA = ("body", "gallery")
MAY_BE_LEFT_OUT = (*MEDIA, "setbacks")  # a file that does not speak of one of them keeps what is there

Titles = Annotated[
    dict[str, Annotated[Text, Field(max_length=255)]], Field(min_length=1), AfterValidator(site_languages)
]
Summaries = Annotated[dict[str, Annotated[Text, Field(max_length=700)]], AfterValidator(site_languages)]
Briefs = Annotated[dict[str, Sentence], AfterValidator(site_languages)]
Points = Annotated[list[PointRecord], Field(max_length=5)]
Prose = Annotated[dict[str, Annotated[Text, Field(max_length=20_000)]], AfterValidator(site_languages)]


def _in_order(setbacks: list[Setback] | None) -> list[Setback] | None:
    """Setbacks in the order of their list, each once."""
    return None if setbacks is None else [one for one in Setback if one in setbacks]


Setbacks = Annotated[list[Annotated[Setback, Field(strict=False)]] | None, AfterValidator(_in_order)]
Unverified = Annotated[
    Annotated[Text, Field(max_length=1000), Tag("note")] | Annotated[UncheckedRecord, Tag("texts")],
    Discriminator(lambda value: "note" if isinstance(value, str) else "texts"),
]


def _readers_first(items: list[str | UncheckedRecord]) -> list[str | UncheckedRecord]:
    """Sentences for readers, then notes for editors, as an export has them."""
    return sorted(items, key=lambda item: isinstance(item, str))


class CaseRecord(Record):
    """Case study in all its languages. The order of the fields is the order of an export."""

    id: Annotated[Code, Field(max_length=120)]
    title: Titles
    brief: Briefs = {}
    city: CityRecord
    topics: Annotated[list[Code], Field(min_length=1)]
    sdgs: list[Annotated[int, Field(ge=1, le=17)]]
    started: Year | None
    started_known: KnownStart = None
    ended: Year | None
    ended_known: KnownEnd = None
    status: Annotated[Status, Field(strict=False)]
    outcome: Annotated[OutcomeRecord | None, AfterValidator(stated)] = None
    setbacks: Setbacks = None  # None: the file does not speak of it, and what there is stays
    summary: Summaries
    challenge: Prose
    solution: Prose
    results: Prose
    results_points: Points = []
    limits: Prose
    limits_points: Points = []
    lessons: Prose
    transfer: Prose
    conditions_points: Points = []
    indicators: list[IndicatorRecord]
    cost: CostRecord | None
    partners: list[PartnerRecord]
    adoptions: list[AdoptionRecord]
    documents: list[DocumentRecord]
    sources: list[SourceRecord]
    unverified: Annotated[list[Unverified], AfterValidator(_readers_first)] = []
    licence: Annotated[Licence, Field(strict=False)] = Licence.CC_BY
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
        cited: dict[str, int | None] = {"cost": self.cost.source if self.cost else None}
        cited["cost.budget"] = self.cost.budget.source if self.cost and self.cost.budget else None
        cited["outcome"] = self.outcome.source if self.outcome else None
        for name in ("indicators", "documents", "adoptions"):
            cited |= {f"{name}.{n}": item.source for n, item in enumerate(getattr(self, name))}
        for n, indicator in enumerate(self.indicators):
            cited |= {
                f"indicators.{n}.measurements.{m}": point.source for m, point in enumerate(indicator.measurements)
            }
        for language, blocks in (self.body or {}).items():
            cited |= {f"body.{language}.{n}": getattr(block, "source", None) for n, block in enumerate(blocks)}
        places = [(f"{place}.source", source) for place, source in cited.items()]
        for name in POINTS:
            for n, point in enumerate(getattr(self, name)):
                places += [(f"{name}.{n}.sources.{m}", source) for m, source in enumerate(point.sources)]
        for place, source in places:
            if source is not None and source >= len(self.sources):
                raise misplaced(place, "no_such_source", "there is no source number {source}", source=source)
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

    @model_serializer(mode="wrap")
    def leave_out_what_is_missing(self, handler: Any) -> dict[str, Any]:
        content = without(handler(self), "brief", "outcome", "setbacks", "started_known", "ended_known", *POINTS)
        return content if content.get("licence") != Licence.CC_BY else without_keys(content, ("licence",))

    def unchecked(self) -> list[dict[str, str]]:
        """Sentences for readers on what could not be checked, by language."""
        return [item.names() for item in self.unverified if isinstance(item, UncheckedRecord)]

    def unverified_notes(self) -> list[str]:
        """Notes for editors on what could not be checked."""
        return [item for item in self.unverified if isinstance(item, str)]

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
