"""Pages of an import on which a person matches the headings of a sheet, and words in it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.permission_policies import ModelPermissionPolicy

from cases.forms.import_columns import ColumnsForm, WordsForm
from cases.models import ImportRun
from cases.models.imports import ImportStage
from cases.models.jobs import JobState
from cases.records.sheets.matching.matching import Headings, Matching
from cases.services.imports.runs import WrongStage, choose_sheet, match_columns

from .admin_page import AdminPage

MOST_WORDS = 60  # that are asked on one page; the others stay notes


def headings_of_run(run: ImportRun) -> Headings | None:
    """Headings of the sheet of a run; None of a file whose columns need no matching."""
    content = run.result.get("headings")
    return Headings.of(content) if content else None


def may_match(run: ImportRun) -> bool:
    """Whether the columns of a run can be matched now: its file is checked, or waits for just that."""
    stages = (ImportStage.MATCH, ImportStage.CHECK)
    return bool(run.stage in stages and run.state == JobState.DONE and run.file and run.result.get("headings"))


def matching_of(run: ImportRun, headings: Headings) -> Matching:
    """Matching of a run: as it was chosen, else as it is proposed."""
    return Matching.of(run.columns) if run.columns else headings.proposed()


def words_form(run: ImportRun, data: Any = None) -> WordsForm | None:
    """Form for words of a sheet that no list of ours has; None where there are none."""
    topics: dict[str, list[str]] = {}
    statuses: list[str] = []
    for note in run.result.get("notes", []):
        if note["code"] in ("unknown_topic_near", "topic_of_nobody"):
            topics.setdefault(note["params"]["topic"], note["params"].get("codes", []))
        elif note["code"] == "kept.word_of_no_list" and note["field"] == "status" and note["value"] not in statuses:
            statuses.append(note["value"])
    if not topics and not statuses:
        return None
    return WordsForm(data, topics=dict(list(topics.items())[:MOST_WORDS]), statuses=statuses[:MOST_WORDS])


class ImportColumnsView(AdminPage, FormView):
    """Page that shows each heading of a sheet with samples, and asks which column it is."""

    model = ImportRun
    permission_required = "add"
    template_name = "cases/admin/import_columns.html"
    header_icon = "upload"
    page_title = gettext_lazy("Match the columns")
    trail = [("imports:index", gettext_lazy("Imports"))]
    form_class = ColumnsForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(ImportRun, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.object.file_name)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        allowed = ModelPermissionPolicy(ImportRun).user_has_permission(request.user, "add")
        if allowed and not may_match(self.object):
            return redirect(reverse("imports:run", args=[self.object.pk]))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        headings = headings_of_run(self.object)
        if headings is None:
            raise Http404
        return {**super().get_form_kwargs(), "headings": headings, "matching": matching_of(self.object, headings)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = context["form"].rows()
        left_out = [row for row in rows if not row["field"].value()]
        headings = context["form"].headings
        return {**context, "run": self.object, "rows": rows, "row": headings.row, "left_out": left_out,
                "unasked": context["form"].unasked, "sheet": headings.sheet, "sheets": headings.sheets}  # fmt: skip

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Takes another sheet of the workbook, or the columns."""
        if "sheet" not in request.POST:
            return super().post(request, *args, **kwargs)
        try:
            choose_sheet(self.object, request.user, request.POST["sheet"])
        except WrongStage:
            messages.error(request, _("That is not possible any more: another has done it, or it is under way."))
        return redirect(reverse("imports:run", args=[self.object.pk]))

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            match_columns(self.object, self.request.user, form.headings, form.chosen())
        except WrongStage:
            messages.error(self.request, _("That is not possible any more: another has done it, or it is under way."))
        return redirect(reverse("imports:run", args=[self.object.pk]))


class ImportWordsView(View):
    """Takes which of our topics and statuses words of a sheet mean, and has it checked again."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not ModelPermissionPolicy(ImportRun).user_has_permission(request.user, "add"):
            raise PermissionDenied
        run = ImportRun.objects.filter(pk=pk).first()
        if run is None:
            return redirect(reverse("imports:index"))
        headings = headings_of_run(run)
        form = words_form(run, request.POST) if headings and may_match(run) else None
        try:
            if headings is None or form is None or not form.is_valid():
                raise WrongStage
            matching = matching_of(run, headings)
            match_columns(run, request.user, headings, matching.with_words(form.chosen(matching)))
        except WrongStage:
            messages.error(request, _("That is not possible any more: another has done it, or it is under way."))
        return redirect(reverse("imports:run", args=[pk]))
