"""Import of a thesaurus file in the admin: check, preview as a tree, import, undo."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from cases.forms.thesaurus_file import ThesaurusFileForm
from cases.models import ThesaurusImport, Topic
from cases.models.localized_text import resolve
from cases.records.concept import ConceptRecord
from cases.selectors.localized_format import active_language, number
from cases.selectors.person_name import person_name
from cases.selectors.topics import topic_tree
from cases.services.history import note_import
from cases.services.imports.thesaurus import ThesaurusReport, import_thesaurus
from cases.services.imports.thesaurus_journal import ThesaurusJournal
from cases.services.imports.undo_thesaurus import REASONS, last_import, undo_plan, undo_thesaurus

from .admin_page import AdminPage

MOST_CONCEPTS = 1000  # of a file that the preview shows
MOST_IMPORTS = 10  # that the page names
OUTCOMES = {
    "created": gettext_lazy("new"),
    "updated": gettext_lazy("changed"),
    "unchanged": gettext_lazy("as they are"),
    "kept": gettext_lazy("edited here, left alone"),
}


class ThesaurusImportView(AdminPage, FormView):
    """Page that takes a thesaurus file: shows the outcome of a check, then imports it."""

    model = Topic
    template_name = "cases/admin/thesaurus_import.html"
    page_title = gettext_lazy("Import topics")
    header_icon = "upload"
    form_class = ThesaurusFileForm
    trail = [("topic:index", gettext_lazy("Topics"))]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not all(self.user_has_permission(action) for action in ("add", "change")):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        content, force = form.cleaned_data["content"], form.cleaned_data["force"]
        confirmed = bool(form.cleaned_data["token"]) and not form.cleaned_data["file"]
        same = dict(pair.split("=", 1) for pair in self.request.POST.getlist("same") if "=" in pair)
        confirmed = confirmed and "check" not in self.request.POST
        journal = ThesaurusJournal(self.request.user, form.cleaned_data.get("file_name", "")) if confirmed else None
        report = import_thesaurus(content, force=force, dry_run=not confirmed, same=same, journal=journal)
        counts = outcome_counts(report.counts)
        if confirmed and not report.problems:
            form.forget()
            if journal and journal.run.pk:
                note_import(journal.run, report.counts, is_undone=False)
            told = "; ".join(f"{label}: {count}" for label, count in counts)
            messages.success(self.request, _("Topics imported. %(counts)s") % {"counts": told})
            return redirect("topic:index")
        fresh = ThesaurusFileForm(user=self.request.user, initial={"force": force})
        token = "" if report.problems and not report.likely else form.keep(content)
        writes = report.counts["created"] + report.counts["updated"]
        found = {"report": report, "counts": counts, "token": token, "force": force, "writes": writes, "same": same}
        context = self.get_context_data(form=fresh, tree=_tree(report), **found)
        return self.render_to_response(context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        latest = last_import()
        imports = [
            {"run": run, "who": person_name(run.user), "counts": outcome_counts(run.counts),
             "may_undo": latest is not None and run.pk == latest.pk}
            for run in ThesaurusImport.objects.select_related("user").defer("before", "after", "scheme")[:MOST_IMPORTS]
        ]  # fmt: skip
        return {**super().get_context_data(**kwargs), "imports": imports}


class ThesaurusUndoView(AdminPage, TemplateView):
    """Page that says what the undo of the last import would do, and does it."""

    model = Topic
    template_name = "cases/admin/thesaurus_undo.html"
    page_title = gettext_lazy("Undo an import of topics")
    header_icon = "history"
    trail = [("topic:index", gettext_lazy("Topics")), ("topic:import", gettext_lazy("Import topics"))]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not all(self.user_has_permission(action) for action in ("add", "change", "delete")):
            raise PermissionDenied
        latest = last_import()
        if latest is None or latest.pk != kwargs["pk"]:
            messages.error(request, _("It was undone already, or another import came after it."))
            return redirect("topic:import")
        self.run = latest
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            plan = undo_thesaurus(self.run, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("topic:import")
        told = {name: number(len(codes)) for name, codes in (("gone", plan.delete), ("back", plan.restore))}
        told["left"] = number(len(plan.left))
        text = _("Import undone. Deleted: %(gone)s; as before: %(back)s; left alone: %(left)s")
        messages.success(request, text % told)
        return redirect("topic:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan, tree, language = undo_plan(self.run), topic_tree(), active_language()

        def named(codes: Iterable[str]) -> list[tuple[str, str]]:
            return [(code, tree[code].label(language) if code in tree else code) for code in sorted(codes)]

        left = [(code, label, REASONS[plan.left[code]]) for code, label in named(plan.left)]
        return {
            **super().get_context_data(**kwargs),
            "run": self.run,
            "deleted": named(plan.delete),
            "restored": named(plan.restore),
            "left": left,
            "does_nothing": plan.does_nothing,
        }


def outcome_counts(counts: Mapping[str, int]) -> list[tuple[Any, str]]:
    """Numbers of topics by what became of them, in words."""
    return [(label, number(counts[name])) for name, label in OUTCOMES.items() if counts.get(name)]


def _tree(report: ThesaurusReport) -> list[tuple[int, ConceptRecord, str, Any]]:
    """Concepts of a checked file under each other: depth, concept, label, outcome; those of broken trees stay out."""
    language = active_language()
    under: dict[str | None, list[ConceptRecord]] = {}
    codes = {concept.code for concept in report.concepts}
    for concept in report.concepts:
        under.setdefault(concept.broader if concept.broader in codes else None, []).append(concept)
    rows: list[tuple[int, ConceptRecord, str, Any]] = []
    waiting = [(0, concept) for concept in reversed(under.get(None, []))]
    while waiting and len(rows) < MOST_CONCEPTS:
        depth, concept = waiting.pop()
        label = resolve(concept.prefLabel, language).text or concept.code
        rows.append((depth, concept, label, OUTCOMES.get(report.outcomes.get(concept.code, ""), "")))
        waiting += [(depth + 1, below) for below in reversed(under.get(concept.code, []))]
    return rows
