"""The report of what was searched, foremost of what was not found."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from cases.selectors.spreadsheet import without_formula
from cases.viewsets.exports import ExportForReaders
from search.models import SearchedQuery

PERMISSION = "search.view_searchedquery"
DEFAULTS = {"days": "30", "found": "none"}


def language_name(code: str) -> str:
    """The name of a language of the site in itself."""
    return dict(settings.LANGUAGES).get(code, code)


def first_day(days: str | None) -> date:
    """The first of the last so many days; the first of all for anything that is not a number."""
    return timezone.localdate() - timedelta(days=int(days) - 1) if days and days.isdecimal() else date.min


class SearchesFilterSet(WagtailFilterSet):
    """Filters of the report of searches; the rows they are given are the last of each query."""

    found = django_filters.ChoiceFilter(
        label=_("Result"),
        choices=[("none", _("Nothing found")), ("all", _("All searches"))],
        method="_found",
        initial=DEFAULTS["found"],
        empty_label=None,
        widget=forms.RadioSelect,
    )
    days = django_filters.ChoiceFilter(
        label=_("Period"),
        choices=[("30", _("Last 30 days")), ("90", _("Last 90 days")), ("all", _("All days"))],
        method="_days",
        initial=DEFAULTS["days"],
        empty_label=None,
        widget=forms.RadioSelect,
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, empty_label=_("All languages"), widget=forms.RadioSelect
    )

    class Meta:
        model = SearchedQuery
        fields: list[str] = []

    def _found(self, queryset: QuerySet[SearchedQuery], name: str, value: str) -> QuerySet[SearchedQuery]:
        return queryset.filter(total=0) if value == "none" else queryset

    def _days(self, queryset: QuerySet[SearchedQuery], name: str, value: str) -> QuerySet[SearchedQuery]:
        return queryset.filter(day__gte=first_day(value))


class QueryColumn(Column):
    """Column of typed queries, isolated from the direction of the text around them, each a link to its search."""

    cell_template_name = "search/reports/query_cell.html"

    def get_cell_context_data(self, instance: SearchedQuery, parent_context: Any) -> dict[str, Any]:
        with override(instance.language):
            url = f"{reverse('search:results')}?{urlencode({'q': instance.text})}"
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "url": url}


class DayColumn(Column):
    """A date in the calendar and digits of the reader."""

    cell_template_name = "search/reports/day_cell.html"


class NumberColumn(Column):
    """A number in the digits of the reader."""

    cell_template_name = "search/reports/number_cell.html"


class SearchesReportView(ExportForReaders, ReportView):
    """Report of searches, a row for each query and language: how often, when last, and how much was found then."""

    model = SearchedQuery
    permission_policy = ModelPermissionPolicy(SearchedQuery)
    permission_required = "view"
    page_title = _("Searched, not found")
    header_icon = "search"
    filterset_class = SearchesFilterSet
    index_url_name = "searched_queries"
    index_results_url_name = "searched_queries_results"
    default_ordering = "-times"
    columns = [
        QueryColumn("text", label=_("Query"), sort_key="text"),
        Column("language", label=_("Language"), accessor=lambda row: language_name(row.language)),
        NumberColumn("times", label=_("Times searched"), sort_key="times"),
        DayColumn("day", label=_("Last searched"), sort_key="day"),
        NumberColumn("total", label=_("Cases found, last time"), sort_key="total"),
    ]
    export_filename = "searches"
    export_days = ("day",)
    list_export = ["text", "language", "times", "day", "total"]
    custom_field_preprocess = {
        "text": dict.fromkeys(ReportView.FORMATS, without_formula),
        "language": dict.fromkeys(ReportView.FORMATS, language_name),
    }

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        # Now, since a CSV is sent when the reader's language is no longer in force.
        self.export_headings = {column.name: str(column.label) for column in self.columns}
        self.prepare_export()

    def to_row_dict(self, item: SearchedQuery) -> dict[str, Any]:
        return self.localized_row({name: getattr(item, name) for name in SearchesReportView.list_export})

    def get_filterset_kwargs(self) -> dict[str, Any]:
        data = self.request.GET.copy()
        for name, value in DEFAULTS.items():
            data.setdefault(name, value)
        return {**super().get_filterset_kwargs(), "data": data}

    def get_base_queryset(self) -> QuerySet[SearchedQuery]:
        self.filters.is_valid()
        since = first_day(self.filters.form.cleaned_data.get("days"))
        same = SearchedQuery.objects.filter(language=OuterRef("language"), key=OuterRef("key"))
        in_period = same.filter(day__gte=since).order_by().values("key")
        return SearchedQuery.objects.filter(~Exists(same.filter(day__gt=OuterRef("day")))).annotate(
            times=Subquery(in_period.annotate(sum=Sum("searches")).values("sum"))
        )

    def order_queryset(self, queryset: QuerySet[SearchedQuery]) -> QuerySet[SearchedQuery]:
        return queryset.order_by(self.ordering, "-day", "pk")


class SearchesMenuItem(MenuItem):
    """Shown to those who may see the report."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm(PERMISSION))
