"""Imports case studies from a file: JSON Lines, CSV or an Excel workbook."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.models import Case, Topic, TopicLabel
from cases.records.problems import Line, Problem
from cases.records.sheets.cells import Names
from cases.records.sheets.formats import read_records
from cases.records.sheets.matching.matching import Matching
from cases.selectors.topics import topic_redirects
from cases.services.library_search import LibrarySearch
from cases.signals import cases_changed
from cases.written.letters import label_key

from .journal import Journal
from .named_cities import NamedCities
from .outcome import outcome_of
from .permits import Permits
from .record_writer import RecordWriter

BATCH = 100
MOST_REMEMBERED = 10_000  # problems, and cases kept; the others are only counted
SAMPLES = 20


@dataclass(frozen=True, slots=True)
class Sample:
    """Sample record of a file, as the preview of an import shows it."""

    line: int
    outcome: str
    id: str
    title: dict[str, str]
    city: dict[str, str]
    languages: list[str]
    started: int | None
    status: str
    started_known: str = ""


@dataclass(slots=True)
class ImportReport:
    """Report of an import. ``counts``: created, updated, unchanged, kept (edited by a person), rejected.

    ``notes``: what of a record that went in was left out, or read otherwise than written. ``problems``, ``notes`` and
    ``kept`` hold the first 10,000; ``problem_count`` and ``note_count`` count all.
    """

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    notes: list[Problem] = field(default_factory=list)
    note_count: int = 0
    kept: list[str] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    stopped: bool = False  # before the end of the file, since somebody asked to

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Counts problems, and remembers them while they are not too many."""
        for problem in problems:
            self.problem_count += 1
            if len(self.problems) < MOST_REMEMBERED:
                self.problems.append(problem)

    def add_notes(self, notes: Iterable[Problem]) -> None:
        """Counts notes, and remembers them while they are not too many."""
        for note in notes:
            self.note_count += 1
            if len(self.notes) < MOST_REMEMBERED:
                self.notes.append(note)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Options of an import. ``publish``: pages go live. ``force``: edits are overwritten. ``dry_run``: only a check."""

    publish: bool = False
    force: bool = False
    dry_run: bool = False


def import_cases(
    file: BinaryIO,
    options: ImportOptions,
    progress: Callable[[int], object] = lambda size: None,
    *,
    journal: Journal | None = None,
    permits: Permits | None = None,
    matching: Matching | None = None,
) -> ImportReport:
    """Imports every good record of ``file`` and reports every problem of the others.

    Idempotent by ``id``. A record is written whole or not at all. ``progress`` is told the bytes read since last time,
    after every hundred records; when it answers False, nothing more is read.
    ``journal`` notes what an undo needs; ``permits`` refuses what its user may not write (None: all may be).
    ``matching``: of the headings of a sheet with our columns, where somebody matched them.
    """
    report = ImportReport()
    library = LibrarySearch()
    writer = RecordWriter(library, permits.user if permits else None)
    seen: dict[str, int] = {}
    topics = {code: code for code in Topic.objects.values_list("code", flat=True)} | topic_redirects()
    for batch in _batches(read_records(file, topic_names(), matching)):
        good = [_with_present_topics(line, topics) for line in batch if _accept(line, seen, topics, report)]
        good = [_with_present_files(line, library, report) for line in good]
        with transaction.atomic():
            changed = _import_batch(good, writer, options, report, journal, permits)
            writer.finish_batch()
            if journal:
                journal.flush()
            if changed:
                cases_changed.send(sender=Case, case_ids=changed)
        if progress(sum(line.size for line in batch)) is False:
            report.stopped = True
            break
    return report


def topic_names() -> Names:
    """Labels of topics by which a sheet may name them, and the search for its cities."""
    labels = TopicLabel.objects.filter(claim__isnull=False).values_list("text", "topic__code", "language")
    codes = frozenset(Topic.objects.values_list("code", flat=True)).union(topic_redirects())
    topics: dict[str, str] = {}
    texts: dict[str, dict[str, str]] = {}
    for text, code, language in labels:
        topics[label_key(text)] = code
        texts.setdefault(language, {})[label_key(text)] = text
    return Names(topics, codes, texts, NamedCities().find)


def _batches(lines: Iterator[Line]) -> Iterator[list[Line]]:
    while batch := list(islice(lines, BATCH)):
        yield batch


def _with_present_topics(line: Line, topics: dict[str, str]) -> Line:
    """Line in which topics that were merged since are replaced by the topics that took them over."""
    assert line.record is not None
    present = list(dict.fromkeys(topics[code] for code in line.record.topics))
    if present == line.record.topics:
        return line
    return replace(line, record=line.record.model_copy(update={"topics": present}))


def _with_present_files(line: Line, library: LibrarySearch, report: ImportReport) -> Line:
    """Line without the pictures and documents that the library lacks; each of them is noted."""
    line, notes = library.without_what_is_missing(line)
    report.add_notes(notes)
    return line


def _accept(line: Line, seen: dict[str, int], topics: dict[str, str], report: ImportReport) -> bool:
    problems = list(line.problems)
    if record := line.record:
        if first := seen.get(record.id):
            problems.append(line.at("id", "same_id", f"the same id as in line {first}", record.id, line=first))
        for position, code in enumerate(record.topics):
            if code not in topics:
                reason = f"unknown topic “{code}”"
                place = f"topics.{position}"
                problems.append(Problem(line.number, record.id, place, reason, "unknown_topic", {"topic": code}))
        seen.setdefault(record.id, line.number)
    if not problems:
        report.add_notes(line.notes)
    else:
        report.add_problems(problems)
        report.counts["rejected"] += 1
    return line.record is not None and not problems


def _import_batch(
    lines: Iterable[Line],
    writer: RecordWriter,
    options: ImportOptions,
    report: ImportReport,
    journal: Journal | None,
    permits: Permits | None,
) -> list[int]:
    lines = list(lines)
    ids = [line.record.id for line in lines if line.record]
    existing = {case.import_id: case for case in Case.objects.filter(import_id__in=ids)}
    changed = []
    for given in lines:
        line, city, notes = writer.cities.settled(given)
        assert line.record is not None
        if city is None:
            report.add_problems(line.problems)
            report.counts["rejected"] += 1
            continue
        report.add_notes(notes)
        case = existing.get(line.record.id)
        outcome, media = outcome_of(line.record, case, force=options.force)
        if outcome == "kept" and len(report.kept) < MOST_REMEMBERED:
            report.kept.append(line.record.id)
        if outcome in ("created", "updated") and permits and (refusal := permits.refusal(line.record, case)):
            report.add_problems([Problem(line.number, line.record.id, "", refusal.replace("_", " "), refusal)])
            outcome = "rejected"
        if len(report.samples) < SAMPLES and outcome != "rejected":
            report.samples.append(_sample(line, outcome))
        if outcome in ("created", "updated") and not options.dry_run:
            try:
                with transaction.atomic():
                    before = journal.snapshot(case) if journal and case else None
                    changed.append(writer.write(line.record, case, city, publish=options.publish))
                if journal:
                    journal.note(changed[-1], line, before, writer.made, media)
            except (ValidationError, IntegrityError) as error:
                writer.forget()
                report.add_problems(_refusals(line, error))
                outcome = "rejected"
        report.counts[outcome] += 1
    return changed


def _sample(line: Line, outcome: str) -> Sample:
    record = line.record
    assert record is not None
    return Sample(
        line.number,
        outcome,
        record.id,
        dict(record.title),
        record.city.names(),
        record.prose_languages(),
        record.started,
        record.status.value,
        record.started_known.date if record.started_known else "",
    )


def _refusals(line: Line, error: ValidationError | IntegrityError) -> list[Problem]:
    record_id = line.record.id if line.record else ""
    fields = {"": [str(error)]}
    if isinstance(error, ValidationError):
        fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    reasons = {name: " ".join(messages) for name, messages in fields.items()}
    return [
        Problem(line.number, record_id, name, reason, "site_rule", {"reason": reason})
        for name, reason in reasons.items()
    ]
