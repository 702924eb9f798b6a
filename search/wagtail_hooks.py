"""Registers what the admin shows of search. Registration only."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from wagtail import hooks

from .reports.searched import SearchesMenuItem, SearchesReportView
from .reports.waiting import OutboxMenuItem, OutboxReportView, try_parked_again


@hooks.register("register_admin_urls")
def register_report_urls() -> list[URLPattern]:
    """The reports, and the parts of them that filters replace."""
    return [
        path("reports/searches/", SearchesReportView.as_view(), name="searched_queries"),
        path(
            "reports/searches/results/",
            SearchesReportView.as_view(results_only=True),
            name="searched_queries_results",
        ),
        path("reports/search-outbox/", OutboxReportView.as_view(), name="search_outbox"),
        path(
            "reports/search-outbox/results/",
            OutboxReportView.as_view(results_only=True),
            name="search_outbox_results",
        ),
        path("reports/search-outbox/try-again/", try_parked_again, name="search_outbox_try_again"),
    ]


@hooks.register("register_reports_menu_item")
def register_report_menu_item() -> SearchesMenuItem:
    """Among the reports."""
    return SearchesMenuItem(
        SearchesReportView.page_title, reverse("searched_queries"), name="searches", icon_name="search", order=1300
    )


@hooks.register("register_reports_menu_item")
def register_outbox_menu_item() -> OutboxMenuItem:
    """Among the reports."""
    return OutboxMenuItem(
        OutboxReportView.page_title, reverse("search_outbox"), name="search-outbox", icon_name="history", order=1310
    )


@hooks.register("register_permissions")
def register_report_permissions() -> QuerySet[Permission]:
    """So that the form of a group offers them."""
    names = ["view_searchedquery", "view_outboxentry", "change_outboxentry"]
    return Permission.objects.filter(content_type__app_label="search", codename__in=names)
