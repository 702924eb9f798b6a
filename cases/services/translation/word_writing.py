"""Writes translated words of facts and of the case: into a draft first, and with its publication to where they live."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from wagtail.models import Revision

from cases.models import CaseStudyPage
from cases.selectors.translation.case_words import VOCABULARIES, Carried, carried_words, is_case_word, rows_of
from cases.selectors.translation.fact_words import has_fact, is_fact, write_fact
from cases.selectors.translation.prose import Piece
from cases.selectors.translation.sheet import Sheet
from cases.services.history import note_value


def is_word(piece: Piece) -> bool:
    """Whether a piece is a word of a fact or of the case, and no prose."""
    return is_fact(piece.path) or is_case_word(piece.path)


def write_words(sheet: Sheet, pieces: Iterable[Piece]) -> set[Piece]:
    """Writes words into the sheet's draft, of which everything else stays. Returns those that found no place."""
    lost = set()
    sources = {(segment.piece.path, segment.piece.number): segment.piece for segment in sheet.segments}
    for piece in pieces:
        if is_case_word(piece.path):
            _carry(sheet, sources[(piece.path, piece.number)], piece.text)
        elif has_fact(sheet.draft, piece.path):
            write_fact(sheet.draft, piece.path, sheet.target.locale.language_code, piece.text)
        else:
            lost.add(piece)
    return lost


def _carry(sheet: Sheet, source: Piece, text: str) -> None:
    """Keeps a word with the draft, with what stands now where it is to stand."""
    languages = sheet.source.locale.language_code, sheet.target.locale.language_code
    said = source.text
    over = ""
    for path, row, name in rows_of(sheet.draft):
        texts = getattr(row, name) or {}
        if path == source.path and texts.get(languages[0], "").strip() == said:
            over = texts.get(languages[1], "")
            break
    words = carried_words(sheet.draft)
    words.pop((source.path, said), None)
    if text != over:
        words[(source.path, said)] = Carried(source.path, said, text, over)
    sheet.draft.carried_words = [asdict(word) for word in words.values()]


def put_carried_words(page: CaseStudyPage, revision: Revision | None, user: Any = None) -> bool:
    """Writes the words that a published text carried to where they live; whether there were any.

    A word is left where somebody changed what it translates, or what it was to replace, since it was written.
    """
    words = carried_words(page)
    if not words:
        return False
    languages = page.translated_from, page.locale.language_code
    for path, row, name in rows_of(page):
        texts = getattr(row, name) or {}
        word = words.get((path, texts.get(languages[0], "").strip()))
        if word is None or not word.fits(texts, languages):
            continue
        setattr(row, name, {**texts, languages[1]: word.text})
        row.save(update_fields=[name])
        is_shared = path.split(".")[0] in VOCABULARIES
        place = [name, languages[1]] if is_shared else [*path.split("."), languages[1]]
        note_value(row if is_shared else page.case, place, word.over, word.text, user)
    _forget(page, revision, words)
    return True


def _forget(page: CaseStudyPage, revision: Revision | None, words: dict[tuple[str, str], Carried]) -> None:
    """Takes the words out of the published text, and out of the draft as far as they are the same there."""
    page.carried_words = []
    CaseStudyPage.objects.filter(pk=page.pk).update(carried_words=[])
    latest = CaseStudyPage.objects.values_list("latest_revision_id", flat=True).get(pk=page.pk)
    done = [asdict(word) for word in words.values()]
    for known in Revision.objects.filter(pk__in={latest, revision.pk if revision else latest} - {None}):
        left = [word for word in known.content.get("carried_words", []) if word not in done]
        Revision.objects.filter(pk=known.pk).update(content={**known.content, "carried_words": left})
