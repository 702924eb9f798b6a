"""Imports in the admin: send a file, see what the check says, confirm, see what came of it, undo."""

import csv
import io
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from cases.choices import Status
from cases.forms.imports import ImportForm
from cases.models import Case, ImportedItem, ImportRun
from cases.models.imports import ImportStage
from cases.models.localized_text import resolve
from cases.models.work import WorkState
from cases.records.messages import problem_text
from cases.selectors.import_template import template_csv, template_xlsx
from cases.selectors.languages import language_name
from cases.selectors.reader_format import number, reader_language, year
from cases.selectors.spreadsheet import without_formula
from cases.services.import_runs import WrongStage, begin_import, confirm_import, stop_import, undo_import
from cases.services.undo_import import REASONS, UNDONE

from .admin_page import AdminPage, menu_item_for
from .columns import DayColumn
from .work import progress_response, wants_progress

SHOWN = 200  # problems and items on the page; the file of problems has more
OUTCOMES = {
    "created": gettext_lazy("new"),
    "updated": gettext_lazy("changed"),
    "unchanged": gettext_lazy("as they are"),
    "kept": gettext_lazy("edited here, left alone"),
    "rejected": gettext_lazy("refused"),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def stage_name(run: ImportRun) -> str:
    """Where an import stands, in words."""
    if run.state == WorkState.FAILED:
        return _("Failed")
    if run.is_under_way:
        return str(ImportStage(run.stage).label)
    done = {
        ImportStage.CHECK: _("Checked, not imported"),
        ImportStage.IMPORT: _("Imported"),
        ImportStage.UNDO: _("Undone"),
    }
    return done[ImportStage(run.stage)]


def problem_rows(run: ImportRun, kind: str = "problems") -> list[dict[str, Any]]:
    """Problems of a run in the reader's language, or its "notes": what was left out of records that went in."""
    return [
        {
            "line": item["line"],
            "cell": item["cell"],
            "record": item["record_id"],
            "field": item["field"],
            "value": item["value"],
            "text": problem_text(item["code"], item["params"], item["reason"]),
        }
        for item in run.result.get(kind, [])
    ]


class ImportIndexView(IndexView):
    """Imports, the newest first."""

    model = ImportRun
    header_icon = "upload"
    page_title = gettext_lazy("Imports")
    index_url_name = "imports:index"
    index_results_url_name = "imports:index_results"
    add_url_name = "imports:add"
    default_ordering = "-created_at"
    columns = [
        TitleColumn("file_name", label=gettext_lazy("File"), get_url=lambda run: reverse("imports:run", args=[run.pk])),
        Column("stage", label=gettext_lazy("State"), accessor=stage_name),
        Column("user", label=gettext_lazy("By")),
        DayColumn("created_at", label=gettext_lazy("Date")),
    ]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("user").defer("result")

    def get_header_buttons(self) -> list[Any]:
        return [*super().get_header_buttons(), *template_buttons()]


class ImportAddView(AdminPage, FormView):
    """Takes the file."""

    model = ImportRun
    permission_required = "add"
    template_name = "cases/admin/import_add.html"
    header_icon = "upload"
    page_title = gettext_lazy("Import cases")
    trail = [("imports:index", gettext_lazy("Imports"))]
    form_class = ImportForm

    def get_header_buttons(self) -> list[Any]:
        return template_buttons()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        run = begin_import(data["file"], self.request.user, publish=data.get("publish", False), force=data["force"])
        return redirect(reverse("imports:run", args=[run.pk]))


def template_buttons() -> list[Any]:
    """Links to the empty file, in both formats."""
    return [
        HeaderButton(
            label=_("Template (%(format)s)") % {"format": kind.upper()},
            url=reverse("imports:template", args=[kind]),
            icon_name="download",
        )
        for kind in ("xlsx", "csv")
    ]


class ImportRunView(AdminPage, TemplateView):
    """One import: its progress, what the check found, or what came of it."""

    model = ImportRun
    any_permission_required = ["add", "view"]
    template_name = "cases/admin/import_run.html"
    header_icon = "upload"
    trail = [("imports:index", gettext_lazy("Imports"))]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(ImportRun.objects.select_related("user"), pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.object.file_name)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if wants_progress(request):
            return progress_response(self.object)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run: ImportRun = self.object
        counts = run.result.get("counts", {})
        problems = problem_rows(run)
        may_write = self.permission_policy.user_has_permission(self.request.user, "add")
        finished = run.is_over
        return {
            **super().get_context_data(**kwargs),
            "run": run,
            "work": run,
            "stage": stage_name(run),
            "counts": [(label, number(counts[name]), name) for name, label in OUTCOMES.items() if counts.get(name)],
            "problems": problems[:SHOWN],
            "problem_count": run.result.get("problem_count", 0),
            "problems_shown": min(len(problems), SHOWN),
            "notes": problem_rows(run, "notes")[:SHOWN],
            "note_count": run.result.get("note_count", 0),
            "kept": run.result.get("kept", [])[:SHOWN],
            "samples": [self._sample(sample) for sample in run.result.get("samples", [])],
            "items": self._items(run) if run.stage != ImportStage.CHECK and finished else [],
            "undo_counts": self._undo_counts(run) if run.stage == ImportStage.UNDO else [],
            "writes": counts.get("created", 0) + counts.get("updated", 0),
            "can_stop": may_write and run.stage != ImportStage.UNDO,
            "can_confirm": may_write and run.state == WorkState.DONE and run.stage == ImportStage.CHECK
            and counts.get("created", 0) + counts.get("updated", 0) > 0,
            "can_undo": may_write and finished and run.stage == ImportStage.IMPORT and run.items.exists(),
        }  # fmt: skip

    @staticmethod
    def _sample(sample: dict[str, Any]) -> dict[str, Any]:
        language = reader_language()
        return {
            **sample,
            "title": resolve(sample["title"], language),
            "city": resolve(sample["city"], language),
            "languages": "، ".join(language_name(code, language) for code in sample["languages"])
            if language in ("fa", "ar") else ", ".join(language_name(code, language) for code in sample["languages"]),
            "started": year(sample["started"]),
            "status": Status(sample["status"]).label,
            "outcome": OUTCOMES[sample["outcome"]],
        }  # fmt: skip

    @staticmethod
    def _items(run: ImportRun) -> list[tuple[ImportedItem, str, str]]:
        """What was made or changed, where it can be edited, and what became of it by an undo."""
        items = list(run.items.all()[:SHOWN])
        cases = Case.objects.in_bulk([item.object_id for item in items if item.kind == "case"])
        rows = []
        for item in items:
            url = reverse("case:edit", args=[item.object_id]) if item.kind == "case" and item.object_id in cases else ""
            fate = _("undone") if item.undone == UNDONE else str(REASONS.get(item.undone, ""))
            rows.append((item, url, fate))
        return rows

    @staticmethod
    def _undo_counts(run: ImportRun) -> list[tuple[str, str]]:
        counts = run.result.get("counts", {})
        return [
            (_("undone") if name == UNDONE else str(REASONS[name]), number(count)) for name, count in counts.items()
        ]


class ImportActionView(View):
    """Confirms, stops or undoes an import."""

    action = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not ModelPermissionPolicy(ImportRun).user_has_permission(request.user, "add"):
            raise PermissionDenied
        run = ImportRun.objects.filter(pk=pk).first()
        try:
            if run is None:
                raise WrongStage
            if self.action == "stop":
                stop_import(run)
            else:
                (confirm_import if self.action == "confirm" else undo_import)(run, request.user)
        except WrongStage:
            messages.error(request, _("That is not possible any more: another has done it, or it is under way."))
        return redirect(reverse("imports:run", args=[pk]) if run else reverse("imports:index"))


def import_template(request: HttpRequest, kind: str) -> HttpResponse:
    """The empty file to fill in."""
    if not ModelPermissionPolicy(ImportRun).user_has_permission(request.user, "add"):
        raise PermissionDenied
    content, media_type = (template_xlsx(), XLSX) if kind == "xlsx" else (template_csv(), "text/csv; charset=utf-8")
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="cases.{"xlsx" if kind == "xlsx" else "csv"}"'
    return response


def import_problems(request: HttpRequest, pk: int) -> HttpResponse:
    """The problems as a CSV to work through, safe to open in a spreadsheet."""
    policy = ModelPermissionPolicy(ImportRun)
    if not policy.user_has_any_permission(request.user, {"add", "view"}):
        raise PermissionDenied
    run = ImportRun.objects.filter(pk=pk).first()
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_("Row"), _("Cell"), _("Case"), _("Column"), _("What is there"), _("What is wrong")])
    for row in problem_rows(run) if run else []:
        writer.writerow([without_formula(value) for value in row.values()])
    response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="problems.csv"'
    return response


class ImportViewSet(ViewSet):
    """Imports of files of cases."""

    name = "imports"
    url_prefix = "imports"
    icon = "upload"
    menu_label = gettext_lazy("Import")
    add_to_admin_menu = False

    @property
    def menu_item_class(self) -> Any:
        return menu_item_for(ImportRun)

    def get_urlpatterns(self) -> list[Any]:
        """Addresses below /admin/imports/."""
        return [
            path("", ImportIndexView.as_view(), name="index"),
            path("results/", ImportIndexView.as_view(results_only=True), name="index_results"),
            path("new/", ImportAddView.as_view(), name="add"),
            path("template.<str:kind>", import_template, name="template"),
            path("<int:pk>/", ImportRunView.as_view(), name="run"),
            path("<int:pk>/confirm/", ImportActionView.as_view(action="confirm"), name="confirm"),
            path("<int:pk>/stop/", ImportActionView.as_view(action="stop"), name="stop"),
            path("<int:pk>/undo/", ImportActionView.as_view(action="undo"), name="undo"),
            path("<int:pk>/problems.csv", import_problems, name="problems"),
        ]
