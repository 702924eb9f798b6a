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
from .content.facets import FACETS
from .contract.cursor import Cursor
from .contract.errors import EngineUnavailable
from .contract.searcher import SORTS
from .params import DEEPEST, MOST, SIZE, SearchParams

router = Router(tags=["search"])


_LISTS: dict[str, Any] = {name: (list[str], []) for name in FACETS}
FacetQuery = create_model("FacetQuery", __base__=Schema, **_LISTS)


class SearchQuery(FacetQuery):  # type: ignore[misc, valid-type]  # made of what FACETS declares
    """Parameters of a search. A facet may be given several times: any of its values."""

    q: Annotated[str, Field(description="Words in Persian, English, Arabic or Turkish")] = ""
    lang: Annotated[str, Field(description="Language of titles and labels", pattern=r"^[a-z]{2}$")] = ""
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


class HitOut(Schema):
    """A case. ``language`` is that of its title."""

    code: str
    import_id: str | None
    title: str
    language: str
    url: str
    score: float
    highlights: HighlightsOut


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
    corrected: list[CorrectedOut]
    did_you_mean: list[str]
    hits: list[HitOut]
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


@router.get("/suggest", response=list[SuggestionOut], summary="Suggest while typing")
def suggestions(
    request: HttpRequest, q: Annotated[str, Query(description="What is typed so far")] = "", lang: str = ""
) -> list[dict[str, Any]]:
    """At most ten topics, cities and cases that begin like ``q``, in any language. Empty while search is away."""
    language = lang or settings.LANGUAGE_CODE
    if language not in dict(settings.LANGUAGES):
        raise HttpError(422, f"lang: there is no language {language!r}")
    try:
        with override(language):  # addresses are those of the language
            return [item.as_dict() for item in suggest(q.replace("\x00", ""), language)]
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
    facets = {name: getattr(query, name) for name in FACETS}
    params = SearchParams(
        q=query.q.replace("\x00", ""),
        language=language,
        page=query.page,
        size=query.size,
        sort=query.sort,
        filters={name: values for name, values in facets.items() if values},
        exact=query.exact,
        is_walk=query.after is not None,
    )
    if query.after:
        params = replace(params, after=_place(query.after, params))
    try:
        return run_search(params).as_dict()
    except EngineUnavailable as error:
        raise HttpError(503, "the search engine does not answer; try again in a moment") from error
