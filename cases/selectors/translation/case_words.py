"""Words of what lives on the case (indicators, adoptions, units, roles): pieces to translate, carried by a draft.

A draft keeps them in ``carried_words``; its publication writes them to where they belong, as it does with its text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from cases.models import Adoption, CaseStudyPage, Indicator, Measurement, PartnerRole, Unit
from cases.models.localized_text import LocalizedTextField

from .fact_words import word_piece
from .prose import Piece

# What a piece's path begins with. A vocabulary is everybody's: a case asks only for words that it lacks.
LIVING: dict[str, type[Model]] = {"indicators": Indicator, "measurements": Measurement, "adoptions": Adoption}
VOCABULARIES: dict[str, type[Model]] = {"units": Unit, "roles": PartnerRole}


@dataclass(frozen=True, slots=True)
class CaseWord:
    """Word of a case in the source's language (``piece``) and in the translation's ("" where there is none)."""

    piece: Piece
    target: str


@dataclass(frozen=True, slots=True)
class Carried:
    """Word that a draft carries: ``text`` is to stand where ``over`` does, beside ``source``."""

    path: str
    source: str
    text: str
    over: str

    def fits(self, texts: dict[str, str], languages: tuple[str, str]) -> bool:
        """Whether texts still say what they said when the word was written. ``languages``: of source, translation."""
        return texts.get(languages[0], "").strip() == self.source and texts.get(languages[1], "") == self.over


def carried_words(page: CaseStudyPage) -> dict[tuple[str, str], Carried]:
    """Words that a draft carries, by path and what the source says."""
    known = [Carried(**{name: str(row.get(name, "")) for name in Carried.__slots__}) for row in page.carried_words]
    return {(word.path, word.source): word for word in known}


def is_case_word(path: str) -> bool:
    """Whether a piece of this path lives on the case, or in a vocabulary."""
    return path.split(".")[0] in (*LIVING, *VOCABULARIES)


def model_of(path: str) -> tuple[type[Model], LocalizedTextField]:
    """Model of a piece of the case, and its field."""
    name, field = path.split(".")
    model = (LIVING | VOCABULARIES)[name]
    found: Any = model._meta.get_field(field)
    return model, found


def case_words(draft: CaseStudyPage, language: str) -> list[CaseWord]:
    """Words of the case of a draft, from ``language`` into its own, each once. Four queries."""
    carried = carried_words(draft)
    languages = language, draft.locale.language_code
    words: dict[tuple[str, str], CaseWord] = {}
    for path, row, name in rows_of(draft):
        texts = getattr(row, name) or {}
        source = texts.get(language, "").strip()
        if not source or (path, source) in words:
            continue
        word = carried.get((path, source))
        target = word.text if word is not None and word.fits(texts, languages) else texts.get(languages[1], "")
        is_lacking = word is not None or not texts.get(languages[1])
        if path.split(".")[0] in LIVING or is_lacking:
            words[(path, source)] = CaseWord(word_piece(path, len(words), source), target)
    return list(words.values())


def living_words(page: CaseStudyPage) -> list[tuple[str, str]]:
    """Words of the case of a page in its language, by path, in no order of rows. Three queries at most."""
    language = page.locale.language_code
    found = {
        (path, texts[language].strip())
        for path, row, name in _living_rows(page)
        if (texts := getattr(row, name) or {}).get(language, "").strip()
    }
    return sorted(found)


def rows_of(page: CaseStudyPage) -> Iterator[tuple[str, Any, str]]:
    """Everything of a case with words in it: path of the piece, object and name of its field."""
    if not page.case_id:
        return
    units = {}
    for path, row, name in _living_rows(page):
        if isinstance(row, Indicator):
            units[row.unit_id] = row.unit
        yield path, row, name
    roles = {block.value["role"] for block in page.partners}
    yield from _worded_rows("units", units.values())
    yield from _worded_rows("roles", PartnerRole.objects.filter(code__in=roles) if roles else [])


def _living_rows(page: CaseStudyPage) -> Iterator[tuple[str, Any, str]]:
    if not page.case_id:
        return
    indicators = list(Indicator.objects.filter(case=page.case_id).select_related("unit"))
    yield from _worded_rows("indicators", indicators)
    if _worded(Measurement):
        yield from _worded_rows("measurements", Measurement.objects.filter(indicator__in=indicators))
    yield from _worded_rows("adoptions", Adoption.objects.filter(case=page.case_id))


def _worded_rows(kind: str, rows: Iterable[Any]) -> Iterator[tuple[str, Any, str]]:
    for row in rows:
        for name in _worded(type(row)):
            yield f"{kind}.{name}", row, name


def overlay(page: CaseStudyPage, rows: Iterable[tuple[str, Any, str]]) -> None:
    """Puts the words that a draft carries into objects in memory, for its preview."""
    words = list(carried_words(page).values())
    languages = page.translated_from, page.locale.language_code
    for path, row, name in rows:
        texts = getattr(row, name) or {}
        for word in words:
            if word.path == path and word.fits(texts, languages):
                setattr(row, name, {**texts, languages[1]: word.text})


def _worded(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.get_fields() if isinstance(field, LocalizedTextField)]
