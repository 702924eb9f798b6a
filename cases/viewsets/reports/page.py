"""Base of the reports on cases: who sees which rows, safe exports, actions on ticked rows."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from cases.forms.localized.dates import DayInput
from cases.models import CaseStudyPage
from cases.models.bulk import OFFERED, BulkAction
from cases.selectors.languages import language_name
from cases.selectors.localized_format import active_language
from cases.selectors.newsroom_search import PageSearch
from cases.selectors.page_status import statuses_for, with_statuses
from cases.selectors.spreadsheet import without_formula
from cases.services.bulk_runs import begin_bulk
from cases.viewsets.bulk_confirmation import confirmation
from cases.viewsets.exports import ExportForReaders
from cases.written.dates import read_day

LONGEST_SEARCH = 200  # characters


def may_see_reports(user: Any) -> bool:
    """Whether a user may see reports: only those who write, publish or unpublish some page."""
    return bool(page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"}))


def pages_for(user: Any) -> PageQuerySet:
    """Case pages, drafts too, that a user may find in the admin."""
    explorable = page_permission_policy.explorable_instances(user)
    pages: PageQuerySet = CaseStudyPage.objects.filter(pk__in=explorable.values("pk"))
    return pages


class TickColumn(BaseColumn):
    """Column of boxes to tick, which belong to the form of actions at the end of the page."""

    header_template_name = "cases/admin/tick_header.html"
    cell_template_name = "cases/admin/tick_cell.html"


class TitleCell(Column):
    """Column of titles that lead to their form."""

    cell_template_name = "cases/admin/title_cell.html"


class CaseReportView(ExportForReaders, ReportView):
    """Base of a report on pages of cases. ``rows`` chooses them; exports hold the columns as they are read."""

    model: type[Model] = CaseStudyPage
    header_icon = "list-ul"
    template_name = "cases/admin/report.html"
    default_ordering: Any = "case__code"
    explanation: Any = ""
    has_actions = True
    is_searchable = True
    export_moments = ("updated", "checked_at", "failing_since")
    export_days = ("confirm_by",)
    export_columns: Sequence[tuple[str, Any]] = ()  # name of a method or attribute of a row, heading

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_reports(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.list_export = [name for name, _heading in self.export_columns]
        # Now, since a CSV is sent when the reader's language is no longer in force.
        self.language = active_language()
        self.export_headings = {name: str(heading) for name, heading in self.export_columns}
        self.prepare_export()

    def rows(self, pages: PageQuerySet) -> Any:
        """Pages of this report among those the reader may see."""
        raise NotImplementedError

    def get_base_queryset(self) -> Any:
        found = with_statuses(self.rows(pages_for(self.request.user)))
        return found.select_related("case", "city", "locale", "owner")  # no drafts: they are large, and rows many

    def search_queryset(self, queryset: Any) -> Any:
        return self.searched(queryset, self.search_query[:LONGEST_SEARCH]) if self.is_searching else queryset

    def searched(self, rows: Any, text: str) -> Any:
        """Rows of which every word of a text is said: as the lists of the newsroom find them."""
        return rows.filter(PageSearch().found(text))

    def order_queryset(self, queryset: Any) -> Any:
        ordering = self.ordering if isinstance(self.ordering, list | tuple) else [self.ordering]
        return queryset.order_by(*ordering, "pk")

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        """Spreadsheet made row by row, however many there are."""
        rows = queryset.iterator(chunk_size=500) if isinstance(queryset, QuerySet) else queryset
        return super().as_spreadsheet(rows, spreadsheet_format)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return self.localized_row({name: self.exported(item, name) for name, _heading in self.export_columns})

    def exported(self, item: CaseStudyPage, name: str) -> Any:
        """Value of a cell of an export."""
        values: dict[str, Callable[[], Any]] = {
            "code": lambda: item.case.code if item.case else "",
            "title": lambda: item.get_admin_display_title(),
            "language": lambda: language_name(item.locale.language_code, self.language),
            "city": lambda: item.city.name(self.language),
            "state": lambda: self._state(item),
            "updated": lambda: item.latest_revision_created_at or item.first_published_at,
            "owner": lambda: str(item.owner or ""),
            "confirm_by": lambda: item.case.confirm_by if item.case else None,
        }
        return values[name]()

    def _state(self, item: CaseStudyPage) -> str:
        with override(self.language):
            return statuses_for(self.request).of(item)

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Value of a cell in a form that begins no formula."""
        return without_formula(super().preprocess_field_value(field, value, export_format))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context, day_input = super().get_context_data(**kwargs), DayInput(attrs={"id": "bulk-date"})
        return {
            **context,
            "media": context["media"] + day_input.media,
            "day_input": day_input.render("date", ""),
            "explanation": self.explanation,
            "has_actions": self.has_actions,
            "actions": [(action.value, action.label) for action in OFFERED],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Asks before an action on the ticked pages, or on all that the filters show; enqueues it when confirmed."""
        action = request.POST.get("action", "")
        day = written_date(request.POST.get("date", ""))
        if not self.has_actions or action not in OFFERED:
            raise PermissionDenied
        self.object_list = self.get_filtered_queryset()
        shown = set(self.object_list.values_list("pk", flat=True))
        ticked = {int(pk) for pk in request.POST.getlist("row") if pk.isdecimal() and len(pk) < 19}
        chosen = shown if request.POST.get("everything") else shown & ticked
        if not chosen:
            messages.error(request, _("Tick what it is to be done to."))
        elif action == BulkAction.CONFIRM_BY and day is None:
            messages.error(request, _("Write the date as 2027-03-20 or 1405-12-29."))
        elif request.POST.get("confirmed") != str(len(chosen)):  # not asked yet, or the list is another by now
            return confirmation(request, BulkAction(action), chosen, day)
        else:
            run = begin_bulk(action, chosen, request.user, day=day)
            return redirect(reverse("bulk_run", args=[run.pk]))
        return redirect(request.get_full_path())


def written_date(text: str) -> date | None:
    """Day as editors write it, in either calendar; None for anything else."""
    try:
        return read_day(text[:30])
    except ValueError:
        return None


class ReportMenuItem(MenuItem):
    """Menu item of a report, shown to users who may see reports."""

    def is_shown(self, request: Any) -> bool:
        return may_see_reports(request.user)


PAGE_EXPORT = (
    ("code", gettext_lazy("Code")),
    ("title", gettext_lazy("Title")),
    ("language", gettext_lazy("Language")),
    ("city", gettext_lazy("City")),
    ("state", gettext_lazy("State")),
    ("updated", gettext_lazy("Last changed")),
    ("owner", gettext_lazy("Begun by")),
    ("confirm_by", gettext_lazy("To be confirmed by")),
)
