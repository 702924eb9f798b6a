"""Ways on from a search: links, or buttons where it is too long to stand in every link."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from search.params import SearchParams


@dataclass(frozen=True, slots=True)
class Way:
    """A way on from a search: a link; for a long search, which cannot stand in every link, a button that sends it.

    The button belongs to the form ``same-search`` and adds a parameter to it.
    """

    url: str
    name: str
    value: str
    rel: str = "nofollow"

    @property
    def tag(self) -> str:
        """Name of the element."""
        return "a" if self.url else "button"

    @property
    def attributes(self) -> SafeString:
        """The attributes that make it lead there."""
        if self.url:
            return format_html('href="{}" rel="{}"', self.url, self.rel)
        return format_html('type="submit" form="same-search" name="{}" value="{}"', self.name, self.value)


class Ways:
    """Makes the ways on from a search."""

    def __init__(self, params: SearchParams) -> None:
        self.params, self.is_long = params, params.is_long

    def __call__(self, name: str, value: object, **changes: Any) -> Way:
        """To the search with ``changes``, which a button asks for by this parameter."""
        return Way("" if self.is_long else self.params.query_string(**changes), name, str(value))

    def page(self, number: int, rel: str) -> Way:
        """To another page."""
        return replace(self("page", number, page=number), rel=rel)

    def toggling(self, facet: str, value: str) -> Way:
        """To the search with a value chosen, or no longer chosen."""
        url = "" if self.is_long else self.params.toggled(facet, value).query_string()
        return Way(url, "toggle", f"{facet}:{value}")
