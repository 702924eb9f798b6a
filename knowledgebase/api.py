"""The public API, read-only; its description is at /api/v1/openapi.json."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from cases.api.cases import router as cases
from cases.api.cities import router as cities
from search.api import router as search

ERRORS = {  # status -> what it means, and a sentence by which it is said
    "404": ("There is no such thing, or it is not public: the answers are alike", "there is no such case, or …"),
    "422": ("A parameter is wrong", "lang: there is no language 'xx'"),
    "429": ("Too many requests; `Retry-After` says after how many seconds to come back", "too many requests"),
    "503": ("The site or its search engine does not answer at the moment", "the search engine does not answer"),
}
ERROR = {
    "title": "Error",
    "type": "object",
    "description": "A sentence; for parameters that are not of their type, a list of what is wrong with each.",
    "required": ["detail"],
    "properties": {"detail": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "object"}}]}},
}


class Renderer(JSONRenderer):
    """JSON with letters as they are: escaped, a Persian one takes three times as many bytes."""

    json_dumps_params = {"ensure_ascii": False}


class PublicAPI(NinjaAPI):
    """API whose answers carry a weak entity tag, so that what has not changed is not sent again."""

    def create_response(self, request: HttpRequest, data: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().create_response(request, data, *args, **kwargs)
        if response.status_code != 200:
            return response
        # Weak, since whoever stands between may compress; Django compares as RFC 9110 (13.1.2) asks.
        response.headers["ETag"] = f'W/"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
        response.headers["Cache-Control"] = "no-cache"
        return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**kwargs)
        schema["components"]["schemas"]["Error"] = ERROR
        for path, item in schema["paths"].items():
            for operation in item.values():
                operation["responses"] |= {status: _refusal(*said) for status, said in _errors_of(path).items()}
        return schema


def _errors_of(path: str) -> dict[str, tuple[str, str]]:
    """Errors that an address may answer; 404 where something is named in it."""
    return {status: said for status, said in ERRORS.items() if status != "404" or "{" in path}


def _refusal(meaning: str, example: str) -> dict[str, Any]:
    content = {"schema": {"$ref": "#/components/schemas/Error"}, "example": {"detail": example}}
    return {"description": meaning, "content": {"application/json": content}}


api = PublicAPI(
    title="Cities in practice",
    version="1",
    description=(
        "Case studies of urban practice in Persian, English and Arabic: read, listed and searched. Every case says "
        "under which licence it may be used."
    ),
    docs_url=None,
    renderer=Renderer(),
)
api.add_router("", search)
api.add_router("", cases)
api.add_router("", cities)
