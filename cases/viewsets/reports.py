"""The reports on cases: mine, waiting, overdue, incomplete, unmeasured, of a city; repeated sources; links;
translations behind."""

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.models import WorkflowState
from wagtail.query import PageQuerySet

from cases.choices import Status
from cases.models import CaseStudyPage, City, LinkCheck, Measurement
from cases.selectors.incomplete import field_labels, missing_by_page
from cases.selectors.languages import language_name
from cases.selectors.reader_format import reader_language
from cases.selectors.sources import SourceUse, repeated_sources

from .behind import BehindView
from .columns import AddressColumn, CodeColumn, DayColumn, NumberColumn, TextColumn
from .report_page import PAGE_EXPORT, CaseReportView, ReportMenuItem, TickColumn, TitleCell, pages_for

TITLE = TitleCell("title", label=gettext_lazy("Title"), sort_key="title")
CODE = CodeColumn("code", label=gettext_lazy("Code"), accessor="case.code", sort_key="case__code")
CITY = TextColumn("city", label=gettext_lazy("City"), accessor=lambda page: page.city.name(reader_language()))
LANGUAGE = Column(
    "language",
    label=gettext_lazy("Language"),
    accessor=lambda page: language_name(page.locale.language_code, reader_language()),
)
STATE = Column("state", label=gettext_lazy("State"), accessor=lambda page: page.status_string)
UPDATED = DayColumn(
    "updated",
    label=gettext_lazy("Last changed"),
    accessor=lambda page: page.latest_revision_created_at or page.first_published_at,
    sort_key="latest_revision_created_at",
)
CONFIRM_BY = DayColumn(
    "confirm_by",
    label=gettext_lazy("To be confirmed by"),
    accessor="case.confirm_by",
    sort_key="case__confirm_by",
)
TICK = TickColumn("tick")


class MineView(CaseReportView):
    """Pages that the reader began or wrote on last."""

    page_title = gettext_lazy("My cases")
    explanation = gettext_lazy("Cases that you began, or wrote on last.")
    default_ordering = "-latest_revision_created_at"
    columns = [TICK, TITLE, CODE, LANGUAGE, CITY, STATE, UPDATED]
    export_columns = PAGE_EXPORT

    def rows(self, pages: PageQuerySet) -> Any:
        return pages.filter(Q(owner=self.request.user) | Q(latest_revision__user=self.request.user))


def waits_for(page: CaseStudyPage) -> str:
    """What a page waits for, in words."""
    workflow = getattr(page, "review", None)
    if workflow:
        return str(workflow)
    return _("to be published") if not page.live else _("changes to be published")


class WaitingView(CaseReportView):
    """Pages in a review, and drafts that nobody published yet."""

    page_title = gettext_lazy("Waiting cases")
    explanation = gettext_lazy("Cases in a review, and drafts or changes that are not published yet.")
    default_ordering = "latest_revision_created_at"
    columns = [
        TICK, TITLE, CODE, LANGUAGE, CITY,
        Column("waits_for", label=gettext_lazy("Waits"), accessor=waits_for), UPDATED,
    ]  # fmt: skip
    export_columns = (*PAGE_EXPORT, ("waits_for", gettext_lazy("Waits")))

    def rows(self, pages: PageQuerySet) -> Any:
        under_way = WorkflowState.objects.filter(
            base_content_type__model="page",
            status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
        ).values("object_id")
        self._reviewed = [int(pk) for pk in under_way.values_list("object_id", flat=True)]
        return pages.filter(Q(live=False) | Q(has_unpublished_changes=True) | Q(pk__in=self._reviewed))

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        rows = list(object_list)
        self._name_reviews(rows)
        return rows

    def _name_reviews(self, rows: list[CaseStudyPage]) -> None:
        states = WorkflowState.objects.filter(
            object_id__in=[str(page.pk) for page in rows],
            status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
        ).select_related("current_task_state__task")
        names = {
            int(state.object_id): str(state.current_task_state.task) if state.current_task_state else str(state)
            for state in states
        }
        for page in rows:
            page.review = names.get(page.pk, "")

    def exported(self, item: CaseStudyPage, name: str) -> Any:
        return waits_for(item) if name == "waits_for" else super().exported(item, name)


class OverdueView(CaseReportView):
    """Published pages whose case should have been confirmed by now."""

    page_title = gettext_lazy("Overdue cases")
    explanation = gettext_lazy("Published cases whose date to be confirmed by has passed.")
    default_ordering = "case__confirm_by"
    columns = [TICK, TITLE, CODE, LANGUAGE, CITY, CONFIRM_BY, UPDATED]
    export_columns = PAGE_EXPORT

    def rows(self, pages: PageQuerySet) -> Any:
        return pages.filter(live=True, case__confirm_by__lt=timezone.localdate())


class IncompleteView(CaseReportView):
    """Pages that lack something a reader is promised."""

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
    """Pages of cases without any measurement."""

    page_title = gettext_lazy("Cases without measured results")
    explanation = gettext_lazy("Cases none of whose indicators has a measured value.")
    columns = [TICK, TITLE, CODE, LANGUAGE, CITY, STATE, UPDATED]
    export_columns = PAGE_EXPORT

    def rows(self, pages: PageQuerySet) -> Any:
        return pages.filter(~Exists(Measurement.objects.filter(indicator__case=OuterRef("case"))))


class CityCasesFilterSet(WagtailFilterSet):
    """Which city, language, status."""

    city = django_filters.ModelChoiceFilter(queryset=City.objects.all(), label=gettext_lazy("City"))
    locale = django_filters.ChoiceFilter(
        field_name="locale__language_code", choices=settings.LANGUAGES, label=gettext_lazy("Language")
    )
    status = django_filters.ChoiceFilter(choices=Status.choices, label=gettext_lazy("Status"))

    class Meta:
        model = CaseStudyPage
        fields: list[str] = []


class CityCasesView(CaseReportView):
    """Pages of the cases of a city, or of all."""

    page_title = gettext_lazy("Cases by city")
    explanation = gettext_lazy("Choose a city in the filters.")
    filterset_class = CityCasesFilterSet
    columns = [
        TICK, TITLE, CODE, CITY, LANGUAGE,
        Column("status", label=gettext_lazy("Status"), accessor="get_status_display", sort_key="status"),
        STATE, CONFIRM_BY,
    ]  # fmt: skip
    export_columns = (*PAGE_EXPORT, ("status", gettext_lazy("Status")))

    def rows(self, pages: PageQuerySet) -> Any:
        return pages

    def exported(self, item: CaseStudyPage, name: str) -> Any:
        return item.get_status_display() if name == "status" else super().exported(item, name)


class SourcesView(CaseReportView):
    """Addresses that more than one case gives as its source, or one case twice."""

    page_title = gettext_lazy("Sources that repeat")
    explanation = gettext_lazy("Addresses that several cases give as a source, or one case more than once.")
    has_actions = False
    default_ordering = None
    columns = [
        AddressColumn("url", label=gettext_lazy("Address")),
        TextColumn("title", label=gettext_lazy("Title")),
        NumberColumn("times", label=gettext_lazy("Times given")),
        TextColumn("cases", label=gettext_lazy("Cases"), accessor=lambda use: listed(use.cases)),
    ]
    export_columns = (
        ("url", gettext_lazy("Address")), ("title", gettext_lazy("Title")), ("times", gettext_lazy("Times given")),
        ("cases", gettext_lazy("Cases")),
    )  # fmt: skip

    def get_queryset(self) -> Any:
        return repeated_sources(pages_for(self.request.user))

    def filter_queryset(self, queryset: Any) -> Any:
        return queryset

    def exported(self, item: Any, name: str) -> Any:
        use: SourceUse = item
        return listed(use.cases) if name == "cases" else getattr(use, name)


class LinksFilterSet(WagtailFilterSet):
    """Failing links, or all."""

    failing = django_filters.ChoiceFilter(
        label=gettext_lazy("Result"),
        choices=[("yes", gettext_lazy("Failing")), ("no", gettext_lazy("Answering"))],
        method="_failing",
    )

    class Meta:
        model = LinkCheck
        fields: list[str] = []

    def _failing(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(failing_since__isnull=value == "no")


class LinksView(CaseReportView):
    """What the last check of every source's address found; failing ones first. Of published cases only."""

    model = LinkCheck
    page_title = gettext_lazy("Links of sources")
    explanation = gettext_lazy("What came of asking the addresses of sources; they are asked by schedule.")
    has_actions = False
    filterset_class = LinksFilterSet
    default_ordering = "-failing_since"
    columns = [
        AddressColumn("url", label=gettext_lazy("Address"), sort_key="url"),
        Column("outcome", label=gettext_lazy("Result"), accessor="get_outcome_display", sort_key="outcome"),
        NumberColumn("status", label=gettext_lazy("HTTP status"), sort_key="status"),
        DayColumn("failing_since", label=gettext_lazy("Failing since"), sort_key="failing_since"),
        DayColumn("checked_at", label=gettext_lazy("Checked"), sort_key="checked_at"),
        TextColumn("cases", label=gettext_lazy("Cases"), accessor=lambda link: listed(link.cases)),
    ]
    export_columns = (
        ("url", gettext_lazy("Address")), ("outcome", gettext_lazy("Result")), ("status", gettext_lazy("HTTP status")),
        ("leads_to", gettext_lazy("Leads to")), ("failing_since", gettext_lazy("Failing since")),
        ("checked_at", gettext_lazy("Checked")), ("cases", gettext_lazy("Cases")),
    )  # fmt: skip

    def get_base_queryset(self) -> Any:
        return LinkCheck.objects.all()

    def order_queryset(self, queryset: Any) -> Any:
        if self.ordering == "-failing_since":
            return queryset.order_by(F("failing_since").desc(nulls_last=True), "url")
        return super().order_queryset(queryset)

    def exported(self, item: Any, name: str) -> Any:
        if name == "outcome":
            return item.get_outcome_display()
        return listed(item.cases) if name == "cases" else getattr(item, name)


def listed(items: list[str]) -> str:
    """Items as a list in a sentence, separated as the reader's language does."""
    return ("، " if get_language() in ("fa", "ar") else ", ").join(items)


REPORTS: list[tuple[str, type[CaseReportView], str]] = [
    ("mine", MineView, "user"),
    ("waiting", WaitingView, "time"),
    ("overdue", OverdueView, "calendar-alt"),
    ("incomplete", IncompleteView, "warning"),
    ("unmeasured", UnmeasuredView, "order"),
    ("city", CityCasesView, "site"),
    ("sources", SourcesView, "copy"),
    ("links", LinksView, "link-external"),
    ("behind", BehindView, "globe"),
]
for _name, _view, _icon in REPORTS:
    _view.index_url_name = f"cases_report_{_name}"
    _view.index_results_url_name = f"cases_report_{_name}_results"
    _view.header_icon = _icon
    _view.export_filename = f"cases-{_name}"


def report_urls() -> list[URLPattern]:
    """Every report, and the part of it that filters replace."""
    patterns = []
    for name, view, _icon in REPORTS:
        patterns += [
            path(f"reports/cases/{name}/", view.as_view(), name=f"cases_report_{name}"),
            path(
                f"reports/cases/{name}/results/",
                view.as_view(results_only=True),
                name=f"cases_report_{name}_results",
            ),
        ]
    return patterns


def report_menu_items() -> list[ReportMenuItem]:
    """Every report in the menu of reports."""
    return [
        ReportMenuItem(
            view.page_title, reverse(f"cases_report_{name}"), name=f"cases-{name}", icon_name=icon, order=100 + place
        )
        for place, (name, view, icon) in enumerate(REPORTS)
    ]
