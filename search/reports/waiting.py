"""The report of changes that an index has yet to learn of, foremost of documents that were given up."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from cases.selectors.spreadsheet import without_formula
from cases.viewsets.exports import ExportForReaders
from search.models import OutboxEntry, RefusedDocument
from search.sync.lag import outbox_state
from search.sync.outbox import announce
from search.sync.refused import try_again

from .searched import NumberColumn

SEE, CHANGE = "search.view_outboxentry", "search.change_outboxentry"


def state_of(document: RefusedDocument) -> str:
    """State of a refused document, in the reader's language."""
    return _("Given up") if document.parked_at else _("Waits for its next attempt")


class MomentColumn(Column):
    """A date and time in the calendar and digits of the reader."""

    cell_template_name = "search/reports/moment_cell.html"


class OutboxReportView(ExportForReaders, ReportView):
    """A line for every index that lags, and one row a refused document: those given up first, then the oldest."""

    model = RefusedDocument
    permission_policy = ModelPermissionPolicy(OutboxEntry)
    permission_required = "view"
    page_title = gettext_lazy("Not yet searchable")
    header_icon = "history"
    index_url_name = "search_outbox"
    index_results_url_name = "search_outbox_results"
    results_template_name = "search/reports/outbox_results.html"
    columns = [
        Column("code", label=gettext_lazy("Case")),
        Column("engine", label=gettext_lazy("Engine")),
        Column("state", label=gettext_lazy("State"), accessor=state_of),
        NumberColumn("attempts", label=gettext_lazy("Failed attempts")),
        MomentColumn("created_at", label=gettext_lazy("Changed")),
        Column("error", label=gettext_lazy("Last error")),
    ]
    export_filename = "not-yet-searchable"
    export_moments = ("created_at", "parked_at")
    list_export = ["code", "engine", "attempts", "created_at", "parked_at", "error"]
    custom_field_preprocess = {"error": dict.fromkeys(ReportView.FORMATS, without_formula)}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Adds a column that names the node, where indexes of several nodes refused something."""
        super().setup(request, *args, **kwargs)
        if RefusedDocument.objects.exclude(host="").order_by().values("host").distinct().count() > 1:
            of_node = Column("host", label=gettext_lazy("Node"))
            self.columns = [*self.columns[:2], of_node, *self.columns[2:]]
            self.list_export = [*self.list_export[:2], "host", *self.list_export[2:]]
        self.columns_of_rows = self.list_export
        self.prepare_export()

    def to_row_dict(self, item: RefusedDocument) -> dict[str, Any]:
        return self.localized_row({name: getattr(item, name) for name in self.columns_of_rows})

    def get_base_queryset(self) -> QuerySet[RefusedDocument]:
        return RefusedDocument.objects.all()

    def order_queryset(self, queryset: QuerySet[RefusedDocument]) -> QuerySet[RefusedDocument]:
        return queryset.order_by(F("parked_at").asc(nulls_last=True), "pk")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        lags = {name: state for name, state in outbox_state().items() if state.rebuilds or state.waiting or state.fault}
        return {
            **super().get_context_data(*args, **kwargs),
            "lags": lags,
            "parked": self.get_base_queryset().filter(parked_at__isnull=False).count(),
            "may_try_again": self.request.user.has_perm(CHANGE),
            "no_results_message": _("No document was refused.") if lags else _("Every change is searchable."),
        }


@require_POST
def try_parked_again(request: HttpRequest) -> HttpResponse:
    """Makes all documents that were given up due at once."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    try_again(RefusedDocument.objects.filter(parked_at__isnull=False))
    announce()
    messages.success(request, _("What was given up is tried again."))
    return redirect(reverse("search_outbox"))


class OutboxMenuItem(MenuItem):
    """Shown to those who may see the report."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm(SEE))
