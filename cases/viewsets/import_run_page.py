"""Page of an import run: its progress, the findings of the check, the outcome."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cases.choices import Status
from cases.models import Case, CaseStudyPage, ImportedItem, ImportRun
from cases.models.imports import ImportStage
from cases.models.jobs import JobState
from cases.models.localized_text import resolve
from cases.records.sheets.matching.labels import label_of
from cases.selectors.languages import language_name
from cases.selectors.localized_format import active_language, known, number
from cases.services.imports.undo import REASONS, UNDONE
from cases.written.known_dates import KnownDate

from .admin_page import AdminPage
from .import_columns import headings_of_run, matching_of, may_match, words_form
from .import_problems import grouped, problem_rows
from .jobs import progress_response, wants_progress

SHOWN = 200  # items on the page
OUTCOMES = {
    "created": gettext_lazy("new"),
    "updated": gettext_lazy("changed"),
    "unchanged": gettext_lazy("as they are"),
    "kept": gettext_lazy("edited here, left alone"),
    "rejected": gettext_lazy("refused"),
}


def _known(sample: dict[str, Any]) -> KnownDate | None:
    """Start of a sample as it is known; checks made before files could say it noted none."""
    text = sample.get("started_known")
    return KnownDate.read(text) if text else None


def stage_name(run: ImportRun) -> str:
    """Name of the stage that an import run is in."""
    if run.state == JobState.FAILED:
        return _("Failed")
    if run.is_under_way:
        return str(ImportStage(run.stage).label)
    done = {
        ImportStage.MATCH: _("Columns to be matched"),
        ImportStage.CHECK: _("Checked, not imported"),
        ImportStage.IMPORT: _("Imported"),
        ImportStage.UNDO: _("Undone"),
    }
    return done[ImportStage(run.stage)]


class ImportRunView(AdminPage, TemplateView):
    """Page of an import run: progress, then the findings of the check or the outcome."""

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
        may_write = self.permission_policy.user_has_permission(request.user, "add")
        if may_write and self.object.stage == ImportStage.MATCH and may_match(self.object):
            return redirect(reverse("imports:columns", args=[self.object.pk]))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run: ImportRun = self.object
        counts = run.result.get("counts", {})
        problems, notes = problem_rows(run), problem_rows(run, "notes")
        may_write = self.permission_policy.user_has_permission(self.request.user, "add")
        finished = run.is_over
        return {
            **super().get_context_data(**kwargs),
            "run": run,
            "work": run,
            "stage": stage_name(run),
            "counts": [(label, number(counts[name]), name) for name, label in OUTCOMES.items() if counts.get(name)],
            "problems": grouped(problems),
            "problem_count": run.result.get("problem_count", 0),
            "problems_shown": len(problems),
            "notes": grouped(notes),
            "note_count": run.result.get("note_count", 0),
            "notes_shown": len(notes),
            "words": words_form(run) if may_write and may_match(run) and run.stage == ImportStage.CHECK else None,
            "matched": self._matched(run) if run.stage == ImportStage.CHECK else None,
            "can_match": may_write and may_match(run),
            "kept": run.result.get("kept", [])[:SHOWN],
            "samples": [self._sample(sample) for sample in run.result.get("samples", [])],
            "items": self._items(run) if run.stage != ImportStage.CHECK and finished else [],
            "undo_counts": self._undo_counts(run) if run.stage == ImportStage.UNDO else [],
            "writes": counts.get("created", 0) + counts.get("updated", 0),
            "can_stop": may_write and run.stage != ImportStage.UNDO,
            "can_confirm": may_write and run.state == JobState.DONE and run.stage == ImportStage.CHECK
            and counts.get("created", 0) + counts.get("updated", 0) > 0,
            "can_undo": may_write and finished and run.stage == ImportStage.IMPORT and run.items.exists(),
        }  # fmt: skip

    @staticmethod
    def _matched(run: ImportRun) -> list[tuple[str, str]]:
        """Headings of the sheet of a run, each with the label of the column that it is taken for ("": left out)."""
        headings = headings_of_run(run)
        if headings is None:
            return []
        columns = matching_of(run, headings).columns
        pairs = zip(headings.keys, headings.items, strict=True)
        return [(item.text, label_of(columns[key]) if columns.get(key) else "") for key, item in pairs]

    @staticmethod
    def _sample(sample: dict[str, Any]) -> dict[str, Any]:
        language = active_language()
        return {
            **sample,
            "title": resolve(sample["title"], language),
            "city": resolve(sample["city"], language),
            "languages": "، ".join(language_name(code, language) for code in sample["languages"])
            if language in ("fa", "ar") else ", ".join(language_name(code, language) for code in sample["languages"]),
            "started": known(_known(sample), sample["started"]),
            "status": Status(sample["status"]).label,
            "outcome": OUTCOMES[sample["outcome"]],
        }  # fmt: skip

    @staticmethod
    def _items(run: ImportRun) -> list[tuple[ImportedItem, str, str, str]]:
        """Items made or changed: address where each can be edited, its fate in an undo, the title of its case."""
        items = list(run.items.all()[:SHOWN])
        cases = Case.objects.in_bulk([item.object_id for item in items if item.kind == "case"])
        titles: dict[int, dict[str, str]] = {}
        pages = CaseStudyPage.objects.filter(case__in=cases).values_list(
            "case_id", "locale__language_code", "draft_title"
        )
        for case_id, language, title in pages:
            titles.setdefault(case_id, {})[language] = title
        rows = []
        for item in items:
            url = reverse("case:edit", args=[item.object_id]) if item.kind == "case" and item.object_id in cases else ""
            fate = _("undone") if item.undone == UNDONE else str(REASONS.get(item.undone, ""))
            title = resolve(titles.get(item.object_id, {}), active_language()).text if url else ""
            rows.append((item, url, fate, title))
        return rows

    @staticmethod
    def _undo_counts(run: ImportRun) -> list[tuple[str, str]]:
        counts = run.result.get("counts", {})
        return [
            (_("undone") if name == UNDONE else str(REASONS[name]), number(count)) for name, count in counts.items()
        ]
