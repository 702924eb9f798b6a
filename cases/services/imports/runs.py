"""Import runs of the admin: check, import, undo, each done in the background."""

from collections import Counter
from contextlib import suppress
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases.models import ImportRun
from cases.models.imports import ImportStage
from cases.models.jobs import JobState
from cases.records.sheets.formats import MOST_OFFERED, headings_of, sheet_of
from cases.records.sheets.matching.matching import Headings, Matching
from cases.records.sheets.unreadable import UnreadableFile
from cases.services.history import note_import
from cases.services.jobs import advance, enqueue, performs, stop

from .cases import ImportOptions, ImportReport, import_cases
from .journal import Journal
from .matchings import remember, remember_sheet, remembered, remembered_sheet
from .permits import Permits
from .undo import undo

SHOWN = 1000  # problems kept with a run
ABANDONED_AFTER = timedelta(days=7)


class WrongStage(Exception):
    """Refusal of a step that an import run cannot take now: it was taken already, or the run is under way."""


@transaction.atomic
def begin_import(file: "File[bytes]", user: Any, *, publish: bool, force: bool) -> ImportRun:
    """Stores a file and enqueues its check; nothing else is written."""
    forget_abandoned()
    run = ImportRun(user=user, file_name=(file.name or "")[:200], publish=publish, force=force)
    run.file.save("import", file, save=False)
    enqueue(run, total=file.size or 0)
    return run


@transaction.atomic
def confirm_import(run: ImportRun, user: Any) -> None:
    """Enqueues the import of a checked file, as ``user``. Raises WrongStage."""
    run = _locked(run, ImportStage.CHECK)
    if not run.file:
        raise WrongStage
    run.stage, run.user = ImportStage.IMPORT, user
    enqueue(run, total=run.file.size)


@transaction.atomic
def match_columns(run: ImportRun, user: Any, headings: Headings, matching: Matching) -> None:
    """Keeps a matching with a run and for the next sheet of these headings; enqueues the check. Raises WrongStage."""
    run = _locked(run, ImportStage.MATCH, ImportStage.CHECK)
    if not run.file:
        raise WrongStage
    run.columns, run.stage, run.user = matching.as_json(), ImportStage.CHECK, user
    remember(headings, matching, user)
    enqueue(run, total=run.file.size)


@transaction.atomic
def choose_sheet(run: ImportRun, user: Any, sheet: str) -> None:
    """Gives a run the headings of another sheet of its workbook, and keeps the choice for the next. Raises WrongStage.

    A sheet that needs no matching is checked at once.
    """
    run = _locked(run, ImportStage.MATCH, ImportStage.CHECK)
    known = (run.result.get("headings") or {}).get("sheets", [])
    if not run.file or sheet not in known:
        raise WrongStage
    remember_sheet(known, sheet, user)
    with open(run.file.path, "rb") as file:
        headings = headings_of(file, sheet)
    run.columns, run.user = None, user
    if headings is None:
        run.stage = ImportStage.CHECK
        enqueue(run, total=run.file.size)
        return
    run.stage, run.result = ImportStage.MATCH, {"headings": asdict(headings)}
    run.save(update_fields=["columns", "stage", "result", "user"])


@transaction.atomic
def undo_import(run: ImportRun, user: Any) -> None:
    """Enqueues the undo of an import, as ``user``. Raises WrongStage."""
    run = _locked(run, ImportStage.IMPORT)
    run.stage, run.user = ImportStage.UNDO, user
    enqueue(run, total=run.items.count())


def stop_import(run: ImportRun) -> None:
    """Stops the check or import that is under way; records written by then stay and can be undone.

    Raises WrongStage: an undo is not left half-done, and a run that is over cannot be stopped.
    """
    if run.stage == ImportStage.UNDO or not stop(run):
        raise WrongStage


def forget_abandoned() -> None:
    """Deletes the files of imports that nobody confirmed for a week, or that were stopped before they began."""
    old = ImportRun.objects.filter(created_at__lt=timezone.now() - ABANDONED_AFTER)
    for run in old.filter(Q(stage__in=(ImportStage.MATCH, ImportStage.CHECK)) | Q(state=JobState.STOPPED)).exclude(
        file=""
    ):
        run.file.delete(save=True)


def _locked(run: ImportRun, *stages: ImportStage) -> ImportRun:
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    is_ready = locked.is_over if ImportStage.IMPORT in stages else locked.state == JobState.DONE
    if locked.stage not in stages or not is_ready:
        raise WrongStage
    return locked


@performs(ImportRun)
def perform(run: ImportRun) -> dict[str, Any]:
    """Does the next stage of an import run: check, import or undo."""
    if run.stage == ImportStage.UNDO:
        undone = undo(run, run.user, lambda count: advance(run, count))
        note_import(run, undone, is_undone=True)
        return {"counts": dict(undone)}
    checking = run.stage == ImportStage.CHECK
    journal = None if checking else Journal(run)
    options = ImportOptions(publish=run.publish, force=run.force, dry_run=checking)
    with open(run.file.path, "rb") as file:
        sheet = _sheet_of(run, file)
        headings = headings_of(file, sheet) if checking else None
        if headings and not _match(run, headings):
            return {"headings": asdict(headings)}
        report = import_cases(
            file,
            options,
            lambda size: advance(run, size),
            journal=journal,
            permits=Permits(run.user, publish=run.publish),
            matching=Matching.of(run.columns) if run.columns else Matching({}, sheet=sheet) if sheet else None,
        )
    if journal:
        journal.finish()
        _count_what_a_crash_interrupted(run, report.counts)
        run.file.delete(save=False)
        ImportRun.objects.filter(pk=run.pk).update(file="")
        note_import(run, report.counts, is_undone=False)
    return _result(report) | ({"headings": asdict(headings)} if headings else {})


def _sheet_of(run: ImportRun, file: Any) -> str:
    """Sheet of the workbook of a run: the one that was chosen for it, or for one like it; "" where there is one."""
    chosen = (run.columns or {}).get("sheet", "")
    with suppress(UnreadableFile):
        return sheet_of(file, lambda sheets: chosen or remembered_sheet(sheets[:MOST_OFFERED]))
    return ""


def _match(run: ImportRun, headings: Headings) -> bool:
    """Gives a run the columns of its sheet, where somebody or the template has said them; else they are asked."""
    if run.columns is None:
        known = headings.proposed() if headings.are_of_template else remembered(headings)
        columns = known.as_json() | {"sheet": headings.sheet} if known else None
        stage = ImportStage.CHECK if known else ImportStage.MATCH
        ImportRun.objects.filter(pk=run.pk).update(columns=columns, stage=stage)
        run.columns = columns
    return run.columns is not None


def _count_what_a_crash_interrupted(run: ImportRun, counts: Counter[str]) -> None:
    """Counts the cases of an interrupted run as created or updated: begun anew, it met them as "unchanged"."""
    items = run.items.filter(kind="case")
    created = items.filter(before__isnull=True).count()
    updated = items.count() - created
    counts["unchanged"] -= created + updated - counts["created"] - counts["updated"]
    counts["created"], counts["updated"] = created, updated


def _result(report: ImportReport) -> dict[str, Any]:
    return {
        "counts": dict(report.counts),
        "problems": [asdict(problem) for problem in report.problems[:SHOWN]],
        "problem_count": report.problem_count,
        "notes": [asdict(note) for note in report.notes[:SHOWN]],
        "note_count": report.note_count,
        "kept": report.kept[:SHOWN],
        "samples": [asdict(sample) for sample in report.samples],
        "stopped": report.stopped,
    }
