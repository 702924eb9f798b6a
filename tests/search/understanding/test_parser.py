"""Queries taken apart: field words, exclusions, phrases, spoken words, the language of what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.content.thesaurus import Concept, Thesaurus
from search.text.edits import one_edit
from search.understanding.parser import ParsedQuery, parse
from search.understanding.spoken import written_forms


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    made = Thesaurus({})
    made.add(Concept("topic", "smart-city", {"en": ["smart city"], "fa": ["شهر هوشمند"]}))
    made.add(Concept("topic", "walking", {"fa": ["پیاده‌رو"], "en": ["pavement"]}))
    made.add(Concept("city", "vienna", {"fa": ["وین"], "en": ["Vienna"], "ar": ["فيينا"], "tr": ["Viyana"]}))
    made.add(Concept("city", "new-york", {"en": ["New York"], "fa": ["نیویورک"]}))
    made.add(Concept("country", "AT", {"en": ["Austria"], "fa": ["اتریش"], "ar": ["النمسا"]}))
    made.add(Concept("status", "discontinued", {"en": ["abandoned"], "fa": ["نافرجام"], "ar": ["متوقفة"]}))
    return made


def words(typed: str, thesaurus: Thesaurus, language: str = "fa") -> list[tuple[str, ...]]:
    return [unit.forms for unit in parse(typed, language, thesaurus).units]


@pytest.mark.parametrize(
    ("typed", "facet", "codes"),
    [
        ("city:Vienna", "city", ("vienna",)),
        ("city:new york trams", "city", ("new-york",)),
        ('city:"New York"', "city", ("new-york",)),
        ("شهر:وین", "city", ("vienna",)),
        ("شهر: وین", "city", ("vienna",)),
        ("مدينة:فيينا", "city", ("vienna",)),
        ("şehir:Viyana", "city", ("vienna",)),
        ("کشور:اتریش", "country", ("AT",)),
        ("country:at", "country", ("AT",)),
        ("دولة:النمسا", "country", ("AT",)),
        ("topic:smart-city", "topic", ("smart-city",)),
        ("موضوع:شهر هوشمند", "topic", ("smart-city",)),
        ("status:abandoned", "status", ("discontinued",)),
        ("وضعیت:نافرجام", "status", ("discontinued",)),
        ("حالة:متوقفة", "status", ("discontinued",)),
        ("city:Atlantis", "city", ()),
    ],
)
def test_field_words(thesaurus: Thesaurus, typed: str, facet: str, codes: tuple[str, ...]) -> None:
    (word,) = parse(typed, "fa", thesaurus).fields
    assert (word.facet, word.codes, word.is_excluded) == (facet, codes, False)


def test_what_only_looks_like_a_field_word_is_words(thesaurus: Thesaurus) -> None:
    assert not parse("Example: trams at 12:30", "en", thesaurus).fields
    assert words("flood: lessons", thesaurus, "en") == [("flood",), ("lessons",)]


def test_exclusions_and_phrases(thesaurus: Thesaurus) -> None:
    parsed = parse('tram -bus -"light rail" -city:vienna "green track" 2019-2020 door-to-door', "en", thesaurus)
    assert parsed.excluded == [("bus",), ("light", "rail")] and parsed.phrases == [("green", "track")]
    assert [(word.facet, word.is_excluded) for word in parsed.fields] == [("city", True)]
    assert ("door",) in [unit.forms for unit in parsed.units]


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        ("چطوری میشه آشغالا رو کم کرد؟", "fa", [("اشغالها",), ("کم",)]),
        ("راه حل گرونی خونه", "fa", [("گرانی",), ("خانه",)]),
        ("how can a smart city help with floods", "en", [("smart", "city"), ("floods",)]),
        ("كيف تتعامل المدن مع النفايات", "fa", [("تتعامل",), ("النفایات",)]),
        ("İstanbul'da hangi projeler var", "en", [("istanbul",)]),
        ("پیاده رو", "fa", [("پیادهرو",)]),
    ],
)
def test_words_that_ask_do_not_count(
    thesaurus: Thesaurus, typed: str, language: str, expected: list[tuple[str, ...]]
) -> None:
    assert words(typed, thesaurus, language) == expected


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("ماشینا", "ماشینها"),
        ("خیابونا", "خیابانها"),
        ("مهمونا", "مهمانها"),
        ("اسمون", "اسمان"),
        ("محلمون", "محل"),
        ("گرونه", "گران"),
    ],
)
def test_spoken_words_have_a_written_form(spoken: str, written: str) -> None:
    assert written in written_forms(spoken)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("recyling", "recycling"), ("viena", "vienna"), ("زبله", "زباله"), ("طهران", "تهران"), ("hte", "the")],
)
def test_one_edit_reaches_the_word(typed: str, meant: str) -> None:
    assert meant in one_edit(typed)


@given(st.text(max_size=512) | st.text('-: "«»شهرcity:و\u200c', max_size=60), st.sampled_from(["fa", "en", "ar"]))
def test_anything_can_be_read(text: str, language: str) -> None:
    parsed = parse(text, language, Thesaurus({}))
    assert isinstance(parsed, ParsedQuery) and len(parsed.units) <= 32
