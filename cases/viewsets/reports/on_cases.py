"""Reports on cases as they are: mine, overdue, incomplete, unmeasured, of a city."""

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.query import PageQuerySet

from cases.choices import Status
from cases.models import CaseStudyPage, City, Measurement
from cases.selectors.incomplete import field_labels, missing_by_page

from .columns import CITY, CODE, CONFIRM_BY, LANGUAGE, STATE, TICK, TITLE, UPDATED, listed
from .page import PAGE_EXPORT, CaseReportView


class MineView(CaseReportView):
    """Report on pages that the reader began or wrote on last."""

    page_title = gettext_lazy("My cases")
    explanation = gettext_lazy("Cases that you began, or wrote on last.")
    default_ordering = "-latest_revision_created_at"
    columns = [TICK, TITLE, CODE, LANGUAGE, CITY, STATE, UPDATED]
    export_columns = PAGE_EXPORT

    def rows(self, pages: PageQuerySet) -> Any:
        return pages.filter(Q(owner=self.request.user) | Q(latest_revision__user=self.request.user))


class OverdueView(CaseReportView):
    """Report on published pages whose case should have been confirmed by now."""

    page_title = gettext_lazy("Overdue cases")
    explanation = gettext_lazy("Published cases whose date to be confirmed by has passed.")
    default_ordering = "case__confirm_by"
    columns = [TICK, TITLE, CODE, LANGUAGE, CITY, CONFIRM_BY, UPDATED]
    export_columns = PAGE_EXPORT

    def rows(self, pages: PageQuerySet) -> Any:
        return pages.filter(live=True, case__confirm_by__lt=timezone.localdate())


class IncompleteView(CaseReportView):
    """Report on pages that lack a required field."""

    page_title = gettext_lazy("Incomplete cases")
    explanation = gettext_lazy("Cases whose newest draft lacks something without which it is not published.")
    columns = [
        TICK, TITLE, CODE, LANGUAGE, STATE,
        Column("missing", label=gettext_lazy("What is missing"), accessor=lambda page: listed(page.lacks)), UPDATED,
    ]  # fmt: skip
    export_columns = (*PAGE_EXPORT, ("missing", gettext_lazy("What is missing")))

    def rows(self, pages: PageQuerySet) -> Any:
        self._missing = missing_by_page(pages)
        return pages.filter(pk__in=list(self._missing))

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        rows = list(object_list)
        for page in rows:
            page.lacks = field_labels(self._missing[page.pk])
        return rows

    def exported(self, item: CaseStudyPage, name: str) -> Any:
        return listed(field_labels(self._missing[item.pk])) if name == "missing" else super().exported(item, name)


class UnmeasuredView(CaseReportView):
    """Report on pages of cases without any measurement."""

    page_title = gettext_lazy("Cases without measured results")
    explanation = gettext_lazy("Cases none of whose indicators has a measured value.")
    columns = [TICK, TITLE, CODE, LANGUAGE, CITY, STATE, UPDATED]
    export_columns = PAGE_EXPORT

    def rows(self, pages: PageQuerySet) -> Any:
        return pages.filter(~Exists(Measurement.objects.filter(indicator__case=OuterRef("case"))))


class CityCasesFilterSet(WagtailFilterSet):
    """Filters by city, language and status."""

    city = django_filters.ModelChoiceFilter(queryset=City.objects.all(), label=gettext_lazy("City"))
    locale = django_filters.ChoiceFilter(
        field_name="locale__language_code", choices=settings.LANGUAGES, label=gettext_lazy("Language")
    )
    status = django_filters.ChoiceFilter(choices=Status.choices, label=gettext_lazy("Status"))

    class Meta:
        model = CaseStudyPage
        fields: list[str] = []


class CityCasesView(CaseReportView):
    """Report on pages of the cases of a city, or of all cities."""

    page_title = gettext_lazy("Cases by city")
    explanation = gettext_lazy("Choose a city in the filters.")
    filterset_class = CityCasesFilterSet
    columns = [
        TICK, TITLE, CODE, CITY, LANGUAGE,
        Column(
            "status", label=gettext_lazy("Status of the practice"), accessor="get_status_display", sort_key="status"
        ),
        STATE, CONFIRM_BY,
    ]  # fmt: skip
    export_columns = (*PAGE_EXPORT, ("status", gettext_lazy("Status of the practice")))

    def rows(self, pages: PageQuerySet) -> Any:
        return pages

    def exported(self, item: CaseStudyPage, name: str) -> Any:
        return item.get_status_display() if name == "status" else super().exported(item, name)
