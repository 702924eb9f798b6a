"""Menu of the reports on cases, and their addresses."""

from django.urls import URLPattern, path, reverse

from cases.viewsets.translation.outdated import OutdatedView

from .on_cases import CityCasesView, IncompleteView, MineView, OverdueView, UnmeasuredView
from .on_sources import LinksView, SourcesView
from .page import CaseReportView, ReportMenuItem
from .waiting import WaitingView

REPORTS: list[tuple[str, type[CaseReportView], str]] = [
    ("mine", MineView, "user"),
    ("waiting", WaitingView, "time"),
    ("overdue", OverdueView, "calendar-alt"),
    ("incomplete", IncompleteView, "warning"),
    ("unmeasured", UnmeasuredView, "order"),
    ("city", CityCasesView, "site"),
    ("sources", SourcesView, "copy"),
    ("links", LinksView, "link-external"),
    ("outdated", OutdatedView, "globe"),
]
for _name, _view, _icon in REPORTS:
    _view.index_url_name = f"cases_report_{_name}"
    _view.index_results_url_name = f"cases_report_{_name}_results"
    _view.header_icon = _icon
    _view.export_filename = f"cases-{_name}"


def report_urls() -> list[URLPattern]:
    """Addresses of the reports, and of the part of each that filters replace."""
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
    """Menu items of the reports."""
    return [
        ReportMenuItem(
            view.page_title, reverse(f"cases_report_{name}"), name=f"cases-{name}", icon_name=icon, order=100 + place
        )
        for place, (name, view, icon) in enumerate(REPORTS)
    ]
