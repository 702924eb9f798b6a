"""Cities and topics in the public API."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import override
from ninja import Path, Query, Router

from cases.selectors.open_data.cities import open_cities, open_city, open_topics

from .asking import Asked, Paged, checked_language, not_there, paged, root_of
from .place_schemas import CitiesOut, CityOut, TopicsOut

router = Router()


@router.get("/cities", response=CitiesOut, summary="List cities", tags=["cities"])
def cities(request: HttpRequest, query: Query[Paged]) -> dict[str, Any]:
    """Cities with public cases, by their slugs."""
    language = checked_language(query.lang)
    with override(language):
        found = open_cities(language, root_of(request))
    return paged(request, query, len(found), "cities", found[query.offset : query.offset + query.size])


@router.get("/cities/{slug}", response=CityOut, summary="Read a city", tags=["cities"])
def city(
    request: HttpRequest,
    slug: Annotated[str, Path(description="Slug of the city, such as tehran")],
    query: Query[Asked],
) -> dict[str, Any]:
    """A city with public cases. 404 for any other."""
    language = checked_language(query.lang)
    with override(language):
        found = open_city(slug, language, root_of(request))
    return found or not_there("city")


@router.get("/topics", response=TopicsOut, summary="List topics", tags=["topics"])
def topics(request: HttpRequest, query: Query[Paged]) -> dict[str, Any]:
    """Topics of the thesaurus in the order of its tree, with the number of public cases."""
    language = checked_language(query.lang)
    with override(language):
        found = open_topics(language, root_of(request))
    return paged(request, query, len(found), "topics", found[query.offset : query.offset + query.size])
