"""Parts of a request and of a refusal that every address of the API shares."""

from collections.abc import Sequence
from typing import Annotated, Any, NoReturn
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Schema
from ninja.errors import HttpError

MOST = 100  # entries of a page
DEEPEST = 1_000_000  # a page that no collection has

Language = Annotated[
    str,
    Field(
        description="Language of titles, names and labels; what is not written in it is given in another",
        json_schema_extra={"enum": [code for code, _name in settings.LANGUAGES]},
    ),
]


class Asked(Schema):
    """Parameters of every address."""

    lang: Language = settings.LANGUAGE_CODE


class Paged(Asked):
    """Parameters of a list."""

    page: Annotated[int, Field(ge=1, le=DEEPEST)] = 1
    size: Annotated[int, Field(ge=1, le=MOST)] = 20

    @property
    def offset(self) -> int:
        """Entries before this page."""
        return (self.page - 1) * self.size


class Page(Schema):
    """Part of a list that all lists share."""

    total: int
    page: int
    size: int
    next: Annotated[str | None, Field(description="Address of the next page; null on the last")]


def root_of(request: HttpRequest) -> str:
    """Address of the site without a path."""
    return f"{request.scheme}://{request.get_host()}"


def checked_language(language: str) -> str:
    """A language of the site. HttpError 422 for any other."""
    if language not in dict(settings.LANGUAGES):
        raise HttpError(422, f"lang: there is no language {language[:40]!r}")
    return language


def not_there(kind: str) -> NoReturn:
    """Raises HttpError 404, in words that do not tell what is not public from what is not there."""
    raise HttpError(404, f"there is no such {kind}, or it is not public")


def paged(request: HttpRequest, asked: Paged, total: int, name: str, entries: Sequence[Any]) -> dict[str, Any]:
    """Page of a list, with the way to the next; ``name``: of the list."""
    following = None
    if asked.offset + asked.size < total:
        given = {key: value for key, value in asked.dict().items() if value not in (None, [], "")}
        query = urlencode({**given, "page": asked.page + 1}, doseq=True)
        following = f"{root_of(request)}{request.path}?{query}"
    return {"total": total, "page": asked.page, "size": asked.size, "next": following, name: list(entries)}
