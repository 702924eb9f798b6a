"""The search of the public API."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import override
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import create_model

from .answer.service import search as run_search
from .answer.suggest import suggest
from .content.facets import FACETS, known_values
from .contract.cursor import Cursor
from .contract.errors import EngineUnavailable, is_mended
from .contract.searcher import SORTS
from .params import DEEPEST, LONGEST, LONGEST_NAMED, MOST, MOST_VALUES, SIZE, SearchParams

router = Router(tags=["search"])


_LISTS: dict[str, Any] = {name: (Annotated[list[str], Field(max_length=MOST_VALUES)], []) for name in FACETS}
FacetQuery = create_model("FacetQuery", __base__=Schema, **_LISTS)


class SearchQuery(FacetQuery):  # type: ignore[misc, valid-type]  # made of what FACETS declares
    """Parameters of a search. A facet may be given several times: any of its values. One it has not is an error."""

    q: Annotated[
        str, Field(description=f"Words in Persian, English, Arabic or Turkish; the first {LONGEST} characters are read")
    ] = ""
    lang: Annotated[
        str, Field(description="Language of titles and labels; Persian where none is given", pattern=r"^([a-z]{2})?$")
    ] = ""
    page: Annotated[int, Field(ge=1)] = 1
    size: Annotated[int, Field(ge=1, le=MOST)] = SIZE
    exact: Annotated[bool, Field(description="Search what was typed, even where it looks misspelled")] = False
    after: Annotated[
        str | None, Field(description="To walk through all results: empty at first, then `next` of the page before")
    ] = None
    sort: Annotated[str, Field(pattern=rf"^({'|'.join(SORTS)})?$", json_schema_extra={"enum": ["", *SORTS]})] = ""


class SnippetOut(Schema):
    """A passage that matched; ``marks`` are offsets [start, end) into its text."""

    section: str
    text: str
    language: str
    marks: list[list[int]]


class HighlightsOut(Schema):
    """Marks of what matched. ``title`` are offsets [start, end) into the title."""

    title: list[list[int]]
    snippet: SnippetOut


class CorrectedOut(Schema):
    """A word that was typed and the one that was searched instead."""

    typed: str
    meant: str


class YearsOut(Schema):
    """Words of the query that wish for years, and the Gregorian years meant; null: open on that side."""

    typed: str
    first: int | None
    last: int | None


class HitOut(Schema):
    """A case. ``language`` is that of its title, ``brief_language`` that of the sentence that sums it up.

    ``outcome`` is against its own goal; ``evidence``: its step, null where nobody graded it; ``opinions``: signed ones.
    ``cost_kind``: total, yearly, unit, part; "" where none is stated.
    """

    code: str
    import_id: str | None
    title: str
    language: str
    url: str
    brief: str
    brief_language: str
    status: str
    outcome: str
    evidence: str | None
    opinions: int
    archived: bool
    cost_kind: str
    score: float
    highlights: HighlightsOut


class MergedOut(HitOut):
    """A case of the one list. ``is_word_match``: it is among those that ``total`` counts."""

    is_word_match: bool


class FacetValueOut(Schema):
    """A value of a facet and how many cases it would give."""

    value: str
    label: str
    count: int
    selected: bool
    depth: int = 0


class SearchOut(Schema):
    """Page of results."""

    query: str
    language: str
    total: int
    page: int
    size: int
    sort: str
    degraded: Annotated[bool, Field(description="A simpler engine stood in, since the other does not answer")]
    meaning_left_out: Annotated[
        bool,
        Field(
            description="Words alone were compared this time, since the vector of the text was late (it is kept for "
            "the next request) or its model failed. False where meaning is off"
        ),
    ]
    corrected: list[CorrectedOut]
    did_you_mean: list[str]
    years: Annotated[YearsOut | None, Field(description="Cases begun in these years come first; none is left out")]
    hits: list[HitOut]
    merged: Annotated[
        list[MergedOut],
        Field(
            description="What a reader sees first, by relevance on page 1: word matches and cases close in meaning in "
            "one order. Its scores are on a scale of their own"
        ),
    ]
    nearby: Annotated[list[HitOut], Field(description="Close in meaning; never counted in total or facets")]
    facets: dict[str, list[FacetValueOut]]
    next: Annotated[str, Field(description="For `after`, where that was given; empty on the last page")] = ""


class SuggestionOut(Schema):
    """A topic, a city or a case. ``matched`` is the name that begins like what was typed, where it is another."""

    kind: Literal["topic", "city", "case"]
    label: str
    language: str
    url: str
    matched: str


def _place(text: str, params: SearchParams) -> Cursor:
    if params.page != 1:
        raise HttpError(422, "page: with `after`, the page is the one that follows")
    try:
        return Cursor.parse(text, params.order)
    except ValueError as error:
        raise HttpError(422, f"after: {error}") from error


def _values(name: str, values: list[str]) -> list[str]:
    known = known_values(name, list(dict.fromkeys(values)))
    for value in values:
        if value not in known:
            raise HttpError(422, f"{name}: there is no value {value[:LONGEST_NAMED]!r}")
    return known


@router.get("/suggest", response=list[SuggestionOut], summary="Suggest while typing")
def suggestions(
    request: HttpRequest,
    q: Annotated[str, Query(description="What is typed so far")] = "",
    lang: Annotated[str, Query(pattern=r"^([a-z]{2})?$")] = "",
) -> list[dict[str, Any]]:
    """At most ten topics, cities and cases that begin like ``q``, in any language. Empty while search is away."""
    language = lang or settings.LANGUAGE_CODE
    if language not in dict(settings.LANGUAGES):
        raise HttpError(422, f"lang: there is no language {language!r}")
    try:
        with override(language):  # addresses are those of the language
            return [item.as_dict() for item in suggest(q, language)]
    except EngineUnavailable:
        return []


@router.get("/search", response=SearchOut, summary="Search case studies", exclude_unset=True)
def search(request: HttpRequest, query: Query[SearchQuery]) -> dict[str, Any]:
    """Cases that match every content word of ``q``, narrowed by facets."""
    language = query.lang or settings.LANGUAGE_CODE
    if language not in dict(settings.LANGUAGES):
        raise HttpError(422, f"lang: there is no language {language!r}")
    if (query.page - 1) * query.size >= DEEPEST:
        raise HttpError(422, f"page: results can be paged up to {DEEPEST}")
    filters = {name: _values(name, values) for name in FACETS if (values := getattr(query, name))}
    params = SearchParams(
        q=query.q,
        language=language,
        page=query.page,
        size=query.size,
        sort=query.sort,
        filters=filters,
        exact=query.exact,
        is_walk=query.after is not None,
    )
    if query.after:
        params = replace(params, after=_place(query.after, params))
    try:
        return run_search(params).as_dict()
    except EngineUnavailable as error:
        reason = "the index is being built anew" if is_mended(error) else "the search engine does not answer"
        raise HttpError(503, f"{reason}; try again in a moment") from error
