"""Outcome of a record of an import: new, a change, no change, or a conflict with a person's edit."""

from typing import NamedTuple

from cases.models import Case
from cases.records.case import MAY_BE_LEFT_OUT, CaseRecord
from cases.records.reader import NO_MEDIA, fingerprint, media_digests
from cases.selectors.case_record import drafted_record


class Outcome(NamedTuple):
    """Outcome of a record: created, updated, unchanged or kept. ``media``: of what a file may leave out, the
    digests after it."""

    name: str
    media: dict[str, str]


def outcome_of(record: CaseRecord, case: Case | None, *, force: bool) -> Outcome:
    """Outcome of importing the record; ``force``: edits by people are overwritten."""
    named = media_digests(record)
    if case is None:
        return Outcome("created", dict.fromkeys(MAY_BE_LEFT_OUT, NO_MEDIA) | named)
    imported = dict.fromkeys(MAY_BE_LEFT_OUT, NO_MEDIA) | case.import_media
    same_as_before = fingerprint(record) == case.import_hash and named.items() <= imported.items()
    if same_as_before and not force:
        return Outcome("unchanged", {})  # whatever a person made of it since
    current = drafted_record(case)
    found = fingerprint(current) if current else ""
    shown = media_digests(current) if current else {}
    if found == fingerprint(record) and named.items() <= shown.items():
        return Outcome("unchanged", {})  # a person, or a merge of topics, brought it there
    # What the record does not speak of stays, so that it is of no account who wrote them.
    edited = found != case.import_hash or any(shown.get(name) != imported[name] for name in named)
    if edited and not force:
        return Outcome("kept", {})
    return Outcome("unchanged" if same_as_before and not edited else "updated", shown | named)
