"""PO files of translations, for translators who work with a tool of their own."""

import tempfile
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import polib
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from cases.models import CaseStudyPage
from cases.selectors.translation.prose import Piece
from cases.selectors.translation.sheet import Segment, Sheet, State, fingerprint

from .drafts import Change, Outcome, remember_source, save_translation

MAX_BYTES = 5 * 1024 * 1024
# Name that wagtail-localize gives this header.
_TRANSLATION = "X-WagtailLocalize-TranslationID"
_REVISION = "X-Draft"


@dataclass(slots=True)
class PoOutcome:
    """Outcome of a PO file. ``kept``: source texts whose translation somebody changed here since the download."""

    taken: int = 0
    kept: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)  # source text, what is wrong
    unknown: list[str] = field(default_factory=list)  # texts that the source no longer has
    is_complete: bool = False


def write_po(source: CaseStudyPage, target: CaseStudyPage) -> bytes:
    """PO file with every piece and its text in the latest draft. A text that nobody checked yet is marked "fuzzy"."""
    sheet = Sheet(source, target)
    translation = remember_source(source, sheet.text, target.locale)
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "POT-Creation-Date": timezone.now().strftime("%Y-%m-%d %H:%M%z"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": target.locale.language_code,
        _TRANSLATION: str(translation.uuid),
        _REVISION: str(sheet.target.latest_revision_id or ""),
    }
    for context, segment in _contexts(sheet):
        entry = polib.POEntry(msgctxt=context, msgid=segment.source, msgstr=segment.text, comment=segment.label)
        if segment.text and segment.state != State.DONE:
            entry.flags.append("fuzzy")
            entry.previous_msgid = segment.before or None
        file.append(entry)
    return str(file).encode()


def read_po(source: CaseStudyPage, target: CaseStudyPage, content: bytes, user: Any = None) -> PoOutcome:
    """Takes a PO file over. Raises ValidationError when it is none, or belongs to another translation.

    An entry is left alone when it is empty or fuzzy, and when its translation was changed here since the download.
    """
    file = _parse(content)
    translation = remember_source(source, Sheet(source, target).text, target.locale)
    if file.metadata.get(_TRANSLATION) != str(translation.uuid):
        raise ValidationError(_("This file belongs to another translation."))
    sheet = Sheet(source, target)
    bases = _bases(source, target, file.metadata.get(_REVISION, ""))
    known = {(context, segment.source): segment for context, segment in _contexts(sheet)}
    outcome = PoOutcome()
    changes: dict[str, Change] = {}
    for entry in file:
        if entry.obsolete or entry.fuzzy or not entry.msgstr.strip():
            continue
        segment = known.get((entry.msgctxt or "", entry.msgid))
        if segment is None:
            outcome.unknown.append(entry.msgid)
            continue
        base = bases.get(segment.key, fingerprint(""))
        # A text that the tool gave back unchanged is no change, even where somebody wrote something else meanwhile.
        if fingerprint(entry.msgstr) == base and base != segment.base:
            outcome.kept.append(entry.msgid)
            continue
        changes[segment.key] = Change(segment.key, entry.msgstr, base, confirmed=True)
    saved = save_translation(source, target, changes.values(), user)
    return _sorted(outcome, saved, sheet, changes)


def _sorted(outcome: PoOutcome, saved: Outcome, sheet: Sheet, changes: dict[str, Change]) -> PoOutcome:
    outcome.taken, outcome.is_complete = saved.taken, saved.is_complete
    for segment in sheet.segments:
        if segment.key not in saved.problems:
            continue
        if changes[segment.key].base != segment.base:
            outcome.kept.append(segment.source)
        else:
            outcome.refused.append((segment.source, saved.problems[segment.key]))
    return outcome


def _parse(content: bytes) -> polib.POFile:
    if len(content) > MAX_BYTES:
        raise ValidationError(_("The file is too large."))
    # polib takes a text that names a file for that file, so it is given a file that is ours.
    with tempfile.NamedTemporaryFile(suffix=".po") as file:
        file.write(content)
        file.flush()
        try:
            return polib.pofile(file.name, encoding="utf-8")
        except (OSError, UnicodeDecodeError, ValueError, IndexError) as error:
            raise ValidationError(_("This is not a PO file.")) from error


def _contexts(sheet: Sheet) -> list[tuple[str, Segment]]:
    """Pieces with the context that tells them apart in a file, even two equal paragraphs of a block."""
    seen: Counter[tuple[str, str]] = Counter()
    rows = []
    for segment in sheet.segments:
        piece: Piece = segment.piece
        seen[(piece.path, piece.html)] += 1
        number = seen[(piece.path, piece.html)]
        rows.append((piece.path if number == 1 else f"{piece.path}#{number}", segment))
    return rows


def _bases(source: CaseStudyPage, target: CaseStudyPage, revision_id: str) -> dict[str, str]:
    """Fingerprints of the texts that the file had when it was downloaded, by key of their piece."""
    revision = None
    if revision_id.isdecimal() and len(revision_id) < 19:
        revision = Revision.objects.for_instance(target).filter(pk=revision_id).first()
    if revision is None:
        return {}
    return {segment.key: segment.base for segment in Sheet(source, target, revision.as_object()).segments}
