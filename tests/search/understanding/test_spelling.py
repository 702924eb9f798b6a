"""One spelling for the model: however a text is typed, its vector is one."""

import pytest

from search.content.thesaurus import current_thesaurus
from search.understanding.spelling import spelled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]

GROUPS = [
    ["بی‌آرتی", "بی آر تی", "بيآرتي"],
    ["شهرها", "شهر ها", "شهرهای", "شهر های"],
    ["کتاب‌خانه‌های", "كتاب‌خانه‌هاي"],
    ["نمی‌شود", "نمی شود", "نميشود", "نمیشه"],
    ["آب تمام می‌شود", "آب تموم میشه", "آب تمام ميشود"],
    ["برنامه‌ریزی", "برنامه ریزی", "برنامه ريزي"],
    ["Waste", "waste", "WASTE"],
]


@pytest.mark.parametrize("group", GROUPS)
def test_spellings_of_a_text_are_one(group: list[str]) -> None:
    assert len({spelled(text, "fa", current_thesaurus()) for text in group}) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("النِّفايات في المَدينة", "النفايات في المدينة"),
        ("النفایات فی المدینة", "النفايات في المدينة"),
        ("إعادة التدوير", "إعادة التدوير"),
    ],
)
def test_arabic_keeps_its_letters(text: str, said: str) -> None:
    assert spelled(text, "ar", current_thesaurus()) == said


def test_water_keeps_its_sign() -> None:
    assert spelled("آب", "fa", current_thesaurus()) == "آب"


@pytest.mark.parametrize("text", ["", "   ", "!!", "🚲", "'", "a" * 1000, "آ"])
def test_any_text_has_a_spelling(text: str) -> None:
    assert isinstance(spelled(text, "fa", current_thesaurus()), str)
