"""Imports case studies from a stream of JSON Lines."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.models import Case, Topic
from cases.records.case import CaseRecord
from cases.records.reader import Line, Problem, fingerprint, read_cases
from cases.selectors.case_record import case_record, has_drafts
from cases.signals import cases_changed

from .record_writer import RecordWriter

BATCH = 100


@dataclass(slots=True)
class ImportReport:
    """What came of an import. ``counts``: created, updated, unchanged, kept (edited by a person), rejected."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """``publish``: pages go live. ``force``: what a person edited is overwritten. ``dry_run``: nothing is written."""

    publish: bool = False
    force: bool = False
    dry_run: bool = False


def import_cases(
    file: BinaryIO, options: ImportOptions, progress: Callable[[int], object] = lambda size: None
) -> ImportReport:
    """Imports every good record of ``file`` and reports every problem of the others.

    Idempotent by ``id``. A record is written whole or not at all. ``progress`` is told the bytes read since last time.
    """
    report = ImportReport()
    writer = RecordWriter()
    seen: dict[str, int] = {}
    topics = set(Topic.objects.values_list("code", flat=True))
    for batch in _batches(read_cases(file)):
        good = [line for line in batch if _accept(line, seen, topics, report)]
        with transaction.atomic():
            changed = _import_batch(good, writer, options, report)
            writer.finish_batch()
            if changed:
                cases_changed.send(sender=Case, case_ids=changed)
        progress(sum(line.size for line in batch))
    return report


def _batches(lines: Iterator[Line]) -> Iterator[list[Line]]:
    while batch := list(islice(lines, BATCH)):
        yield batch


def _accept(line: Line, seen: dict[str, int], topics: set[str], report: ImportReport) -> bool:
    problems = list(line.problems)
    if record := line.record:
        if first := seen.get(record.id):
            problems.append(Problem(line.number, record.id, "id", f"the same id as in line {first}"))
        for position, code in enumerate(record.topics):
            if code not in topics:
                problems.append(Problem(line.number, record.id, f"topics.{position}", f"unknown topic “{code}”"))
        seen.setdefault(record.id, line.number)
    if problems:
        report.problems += problems
        report.counts["rejected"] += 1
    return not problems


def _import_batch(
    lines: Iterable[Line], writer: RecordWriter, options: ImportOptions, report: ImportReport
) -> list[int]:
    lines = list(lines)
    ids = [line.record.id for line in lines if line.record]
    existing = {case.import_id: case for case in Case.objects.filter(import_id__in=ids)}
    changed = []
    for line in lines:
        assert line.record is not None
        outcome = _outcome(line.record, existing.get(line.record.id), options, report)
        if outcome in ("created", "updated") and not options.dry_run:
            try:
                with transaction.atomic():
                    changed.append(writer.write(line.record, existing.get(line.record.id), publish=options.publish))
            except (ValidationError, IntegrityError) as error:
                writer.forget()
                report.problems += _refusals(line, error)
                outcome = "rejected"
        report.counts[outcome] += 1
    return changed


def _outcome(record: CaseRecord, case: Case | None, options: ImportOptions, report: ImportReport) -> str:
    if case is None:
        return "created"
    same_as_before = fingerprint(record) == case.import_hash
    if same_as_before and not options.force:
        return "unchanged"  # whatever a person made of it since
    current = case_record(case)
    edited = current is None or has_drafts(case) or fingerprint(current) != case.import_hash
    if edited and not options.force:
        report.kept.append(record.id)
        return "kept"
    return "unchanged" if same_as_before and not edited else "updated"


def _refusals(line: Line, error: ValidationError | IntegrityError) -> list[Problem]:
    record_id = line.record.id if line.record else ""
    if isinstance(error, IntegrityError):
        return [Problem(line.number, record_id, "", str(error))]
    fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return [Problem(line.number, record_id, name, " ".join(messages)) for name, messages in fields.items()]
