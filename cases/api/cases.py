"""Cases in the public API."""

import json
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import override
from ninja import Field, Path, Query, Router
from ninja.errors import HttpError

from cases.choices import EvidenceLevel, Outcome, Status
from cases.selectors.open_data.cases import in_short, open_cases, public_codes
from cases.selectors.public_lists import public_cities
from cases.selectors.topics import topic_parents

from .asking import Asked, Paged, checked_language, not_there, paged, root_of
from .schemas import CaseOut, CasesOut

router = Router(tags=["cases"])
MOST_IN_FULL = 20  # cases of a page that come in full
MOST_BYTES = 290_000  # of the cases of a page; their frame takes little
MOST_VALUES = 50  # of a filter
Values = Annotated[list[str], Field(max_length=MOST_VALUES)]
COUNTRY = {"pattern": "^[A-Z]{2}$", "examples": ["IR"]}
FILTERS = ("topic", "city", "country", "status", "outcome", "evidence", "language")


class CasesQuery(Paged):
    """Parameters of the list. A filter may be given several times: any of its values. One it has not is an error."""

    topic: Annotated[Values, Field(description="Codes of topics; narrower ones are meant as well")] = []
    city: Annotated[Values, Field(description="Slugs of cities")] = []
    country: Annotated[
        Values, Field(description="ISO 3166-1 alpha-2", json_schema_extra={"items": {"type": "string", **COUNTRY}})
    ] = []
    status: Annotated[Values, Field(json_schema_extra={"items": {"type": "string", "enum": Status.values}})] = []
    outcome: Annotated[Values, Field(json_schema_extra={"items": {"type": "string", "enum": Outcome.values}})] = []
    evidence: Annotated[
        Values, Field(json_schema_extra={"items": {"type": "string", "enum": EvidenceLevel.values}})
    ] = []
    language: Annotated[
        Values,
        Field(
            description="Languages in which the case is written",
            json_schema_extra={"items": {"type": "string", "enum": list(dict(settings.LANGUAGES))}},
        ),
    ] = []

    def filters(self) -> dict[str, list[str]]:
        """Filters that are given. HttpError 422 for a value that there is not."""
        given = {name: values for name in FILTERS if (values := getattr(self, name))}
        for name, values in given.items():
            if unknown := set(values) - _known(name, values):
                raise HttpError(422, f"{name}: there is no value {min(unknown)[:40]!r}")
        return given


def _known(name: str, values: list[str]) -> set[str]:
    """Known values out of those asked for."""
    if name == "city":
        return set(public_cities(values).values_list("slug", flat=True))
    if name == "country":
        return {value for value in values if len(value) == 2 and value.isascii() and value.isupper()}
    if name == "topic":
        return set(values) & topic_parents().keys()
    fixed = {
        "status": Status.values,
        "outcome": Outcome.values,
        "evidence": EvidenceLevel.values,
        "language": list(dict(settings.LANGUAGES)),
    }
    return set(values) & set(fixed[name])


@router.get("/cases", response=CasesOut, summary="List case studies", url_name="cases")
def cases(request: HttpRequest, query: Query[CasesQuery]) -> dict[str, Any]:
    """Public cases by their codes, narrowed by filters. `next` leads through all of them."""
    language = checked_language(query.lang)
    codes = public_codes(query.filters())
    total, shown = codes.count(), list(codes[query.offset : query.offset + query.size])
    with override(language):
        found = list(open_cases(shown, language, root_of(request)))
    in_full = query.size <= MOST_IN_FULL and _bytes(found) <= MOST_BYTES
    if not in_full:
        found = _bounded([in_short(case) for case in found])
    return {**paged(request, query, total, "cases", found), "in_full": in_full}


@router.get("/cases/{code}", response=CaseOut, summary="Read a case study", url_name="case")
def case(
    request: HttpRequest,
    code: Annotated[str, Path(description="Code of the case, such as SEO-0001")],
    query: Query[Asked],
) -> dict[str, Any]:
    """Public facts of a case, without its prose. 404 for a case that is not public as for one that is not there."""
    language = checked_language(query.lang)
    with override(language):
        found = next(open_cases([code.upper()] if code.isprintable() else [], language, root_of(request)), None)
    return found or not_there("case")


def _bytes(cases: list[dict[str, Any]]) -> int:
    return len(json.dumps(cases, ensure_ascii=False).encode())


def _bounded(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cases, without their indicators where they would be too long a page together."""
    return cases if _bytes(cases) <= MOST_BYTES else [{**case, "indicators": []} for case in cases]
