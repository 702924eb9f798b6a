"""Registers what the admin shows of search. Registration only."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from wagtail import hooks

from .reports import SearchesMenuItem, SearchesReportView


@hooks.register("register_admin_urls")
def register_report_urls() -> list[URLPattern]:
    """The report, and the part of it that filters replace."""
    return [
        path("reports/searches/", SearchesReportView.as_view(), name="searched_queries"),
        path(
            "reports/searches/results/",
            SearchesReportView.as_view(results_only=True),
            name="searched_queries_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def register_report_menu_item() -> SearchesMenuItem:
    """Among the reports."""
    return SearchesMenuItem(
        SearchesReportView.page_title, reverse("searched_queries"), name="searches", icon_name="search", order=1300
    )


@hooks.register("register_permissions")
def register_report_permission() -> QuerySet[Permission]:
    """So that the form of a group offers it."""
    return Permission.objects.filter(content_type__app_label="search", codename="view_searchedquery")
