"""Wagtail's search backend for the lists and choosers of the admin: pages, pictures, documents.

It asks the tables themselves (``selectors.newsroom_search``), so there is no index of it to keep.
"""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Q
from modelsearch.backends.database.fallback import (
    MATCH_NONE,
    DatabaseSearchBackend,
    DatabaseSearchQueryCompiler,
    DatabaseSearchResults,
)
from modelsearch.query import Phrase, PlainText
from wagtail.models import Page

from cases.selectors.newsroom_search import MOST_WORDS, PageSearch, people_named
from cases.written.spelling import spelling_pattern


class NewsroomQuery(DatabaseSearchQueryCompiler):
    """Query of the newsroom as a condition on the tables."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._found: dict[str, Q] = {}
        super().__init__(*args, **kwargs)

    def check(self) -> None:
        """Passes: unlike an index, the tables take any filter and order."""

    def build_database_filter(self, query: Any, boost: float = 1.0) -> Any:
        if not isinstance(query, PlainText | Phrase):
            return super().build_database_filter(query, boost)
        if issubclass(self.queryset.model, Page):
            if query.query_string not in self._found:  # lists ask again for the number, the rows and the filters
                self._found = {query.query_string: PageSearch().found(query.query_string)}
            return self._found[query.query_string]
        found = Q()
        for pattern in filter(None, map(spelling_pattern, query.query_string.split()[:MOST_WORDS])):
            found &= self._of_file(pattern)
        return found

    def _of_file(self, pattern: str) -> Q:
        """Condition on pictures, documents and whatever else is listed: texts, tags, whoever brought it."""
        found = Q()
        for name in self.fields_names:
            found |= Q(**{f"{name}__iregex": pattern})
        model = self.queryset.model
        if _has(model, "credit"):
            found |= Q(credit__iregex=pattern)
        if _has(model, "tags"):
            found |= Q(pk__in=model._default_manager.filter(tags__name__iregex=pattern).values("pk"))
        if _has(model, "uploaded_by_user"):
            found |= Q(uploaded_by_user__in=people_named(pattern))
        return found


class NewsroomResults(DatabaseSearchResults):
    """Results of a query, in the order of the list, else the newest first."""

    def get_queryset(self) -> Any:
        found = self.query_compiler.build_database_filter(self.query_compiler.query)
        queryset = self.query_compiler.queryset
        if isinstance(found, Q):
            queryset = queryset.filter(found)
        elif found == MATCH_NONE:
            queryset = queryset.none()
        if not queryset.query.order_by:
            newest = [F("latest_revision_created_at").desc(nulls_last=True)] if issubclass(self.model, Page) else []
            queryset = queryset.order_by(*newest, "-pk")
        return queryset[self.start : self.stop]


class SearchBackend(DatabaseSearchBackend):
    """Backend that Wagtail makes of the setting ``WAGTAILSEARCH_BACKENDS``."""

    query_compiler_class = NewsroomQuery
    autocomplete_query_compiler_class = NewsroomQuery
    results_class = NewsroomResults


def _has(model: Any, name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
