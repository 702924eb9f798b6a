"""Searches for what went wrong: as a facet, under its names, and in sentences that hold no name."""

from collections.abc import Sequence

import pytest

from search.answer.service import search
from search.content.setback_words import SETBACK_WORDS
from search.params import SearchParams

OVER = {"madrid-rio", "copenhagen-cloudburst-plan", "seoul-cheonggyecheon-restoration"}
COURT = {"delhi-brt-corridor", "barcelona-superblocks", "london-ultra-low-emission-zone"}
PROTEST = {"delhi-brt-corridor", "oslo-vision-zero-car-light-centre", "helsinki-housing-first"}


def first(text: str, language: str, most: int = 10) -> Sequence[str]:
    found = search(SearchParams(q=text, language=language), patiently=True)
    return [str(case.card.import_id) for case in found.merged[:most]]


def test_every_setback_has_words_in_four_languages() -> None:
    for code, names in SETBACK_WORDS.items():
        assert list(names) == ["fa", "en", "ar", "tr"], code
        assert all(len(listed.split("|")) >= 8 for listed in names.values()), code


@pytest.mark.django_db
@pytest.mark.usefixtures("starter", "index")
@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("cost overrun", "en", OVER),
        ("هزینه‌شان چند برابر شد", "fa", OVER),
        ("court cases", "en", COURT),
        ("دادگاه", "fa", COURT),
        ("احتجاجات السكان", "ar", PROTEST),
        ("protestolar", "en", PROTEST),
    ],
)
def test_a_name_finds_the_cases_by_words_alone(text: str, language: str, wanted: set[str]) -> None:
    assert wanted <= set(first(text, language, 20))


@pytest.mark.django_db
@pytest.mark.usefixtures("starter", "meaning")
@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("projects that cost far more than planned", "en", OVER),
        ("پروژه‌هایی که هزینه‌شان چند برابر شد", "fa", OVER),
        ("judges who put an end to a city's plan", "en", COURT),
        ("طرح‌هایی که مردم محل علیه آن ایستادند", "fa", PROTEST),
    ],
)
def test_a_sentence_finds_them(text: str, language: str, wanted: set[str]) -> None:
    found = first(text, language)
    assert len(wanted & set(found)) >= 2, found
