"""The search of the public API."""

from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import create_model

from .contract import SORTS, EngineUnavailable
from .facets import FACETS
from .params import DEEPEST, MOST, SIZE, SearchParams
from .service import search as run_search

router = Router(tags=["search"])


_LISTS: dict[str, Any] = {name: (list[str], []) for name in FACETS}
FacetQuery = create_model("FacetQuery", __base__=Schema, **_LISTS)


class SearchQuery(FacetQuery):  # type: ignore[misc, valid-type]  # made of what FACETS declares
    """What can be asked. A facet may be given several times: any of its values."""

    q: Annotated[str, Field(description="Words in Persian, English, Arabic or Turkish")] = ""
    lang: Annotated[str, Field(description="Language of titles and labels", pattern=r"^[a-z]{2}$")] = ""
    page: Annotated[int, Field(ge=1)] = 1
    size: Annotated[int, Field(ge=1, le=MOST)] = SIZE
    sort: Annotated[str, Field(pattern=rf"^({'|'.join(SORTS)})?$", json_schema_extra={"enum": ["", *SORTS]})] = ""


class HitOut(Schema):
    """A case. ``language`` is that of its title."""

    code: str
    import_id: str | None
    title: str
    language: str
    url: str
    score: float


class FacetValueOut(Schema):
    """A value of a facet and how many cases it would give."""

    value: str
    label: str
    count: int
    selected: bool
    depth: int = 0


class SearchOut(Schema):
    """One page of results."""

    query: str
    language: str
    total: int
    page: int
    size: int
    sort: str
    hits: list[HitOut]
    facets: dict[str, list[FacetValueOut]]


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
    )
    try:
        return run_search(params).as_dict()
    except EngineUnavailable as error:
        raise HttpError(503, "the search engine does not answer; try again in a moment") from error
