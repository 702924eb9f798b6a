"""Imports in the admin: send a file, read its check, confirm, read the outcome, undo."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from cases.forms.imports import ImportForm
from cases.models import ImportRun
from cases.services.imports.runs import WrongStage, begin_import, confirm_import, stop_import, undo_import

from .admin_page import AdminPage, menu_item_for
from .columns import DayColumn
from .import_columns import ImportColumnsView, ImportWordsView
from .import_files import import_problems, import_template, template_buttons
from .import_run_page import ImportRunView, stage_name


class ImportIndexView(IndexView):
    """List of import runs, the newest first."""

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
    """Page that takes a file of cases."""

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


class ImportActionView(View):
    """Action on an import run: confirms, stops or undoes it."""

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


class ImportViewSet(ViewSet):
    """Viewset of imports of files of cases."""

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
            path("<int:pk>/columns/", ImportColumnsView.as_view(), name="columns"),
            path("<int:pk>/words/", ImportWordsView.as_view(), name="words"),
            path("<int:pk>/confirm/", ImportActionView.as_view(action="confirm"), name="confirm"),
            path("<int:pk>/stop/", ImportActionView.as_view(action="stop"), name="stop"),
            path("<int:pk>/undo/", ImportActionView.as_view(action="undo"), name="undo"),
            path("<int:pk>/problems.csv", import_problems, name="problems"),
        ]
