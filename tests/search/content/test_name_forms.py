"""Names are read in the language of the query: what shares a stem with a typed word is not always its name."""

import pytest

from search.content.name_forms import is_said
from search.content.thesaurus import current_thesaurus
from search.understanding.parser import parse


@pytest.mark.parametrize(
    ("typed", "spelled", "code", "language", "is_name"),
    [
        ("خانه", "الخانات", "ar", "fa", False),
        ("نفایات", "النفایات", "ar", "fa", True),
        ("کم ابی", "کمابی", "fa", "ar", True),
        ("urban", "urbanism", "en", "en", False),
        ("plant", "planting", "en", "en", False),
        ("park", "parks", "en", "en", True),
        ("branches", "branch", "en", "en", True),
        ("house", "houses", "en", "en", True),
        ("buses", "bus", "en", "en", True),
        ("city", "cities", "en", "en", True),
        ("tree planting", "tree plant", "en", "en", True),
        ("otobüsler", "otobüs", "tr", "en", True),
    ],
)
def test_a_name_is_what_was_typed(typed: str, spelled: str, code: str, language: str, is_name: bool) -> None:
    assert is_said(typed.split(), spelled.split(), code, language) == is_name


@pytest.mark.django_db
@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize(
    ("text", "language", "topics"),
    [
        ("خانه", "fa", []),
        ("urban", "en", []),
        ("plant", "en", []),
        ("recycle", "en", ["recycling"]),
        ("park", "en", ["parks"]),
        ("where can I park my car", "en", ["parking"]),
        ("cars park on the pavement", "en", ["parking", "walking"]),
        ("الخانات", "ar", ["historic-bazaars"]),
        ("otobüsler", "en", ["bus-services"]),
        ("رفع سد معبر", "fa", ["pavement-obstruction"]),
        ("نوسازی بافت", "fa", ["urban-regeneration"]),
    ],
)
def test_names_in_a_query(text: str, language: str, topics: list[str]) -> None:
    units = parse(text, language, current_thesaurus()).units
    assert [one.code for unit in units for one in unit.concepts if one.facet == "topic"] == topics
