"""Marks: whole words and whole names, in title and summary, never through a letter; and the passage that says most."""

import json
import unicodedata
from typing import Any

import pytest

from cases.models import CaseStudyPage
from search.answer.highlight import LONGEST_SNIPPET, Highlights, Marked, Marker, highlights
from search.content.documents import cards
from search.content.thesaurus import Concept, Thesaurus
from search.text.tables import JOINED_PREFIXES, JOINED_SUFFIXES
from search.understanding.planner import plan
from tests.filling import STARTER


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    made = Thesaurus({})
    made.add(Concept("topic", "brt", {"fa": ["اتوبوس تندرو"], "en": ["BRT", "bus rapid transit"]}))
    made.add(Concept("topic", "waste", {"fa": ["مدیریت پسماند", "زباله"], "en": ["waste"]}))
    return made


def marked(typed: str, text: str, thesaurus: Thesaurus, language: str = "fa") -> list[str]:
    read = Marker(plan(typed, language, thesaurus)).read(text, language)
    return [piece for piece, is_match in read.marked().pieces() if is_match]


@pytest.mark.parametrize(
    ("typed", "language", "text", "expected"),
    [
        ("BRT", "en", "The bus rapid transit of Bogotá, a BRT.", ["bus rapid transit", "BRT"]),
        ("bus rapid transit", "en", "A bus. Bus rapid transit!", ["Bus rapid transit"]),
        ("bus BRT", "en", "A bus. Bus rapid transit!", ["bus", "Bus rapid transit"]),
        ("BRT", "fa", "خط اتوبوس تندرو و مدیریت پسماند", ["اتوبوس تندرو"]),
        ("زباله", "fa", "مدیریتِ پسماند، زباله", ["مدیریتِ پسماند", "زباله"]),
        ("bus", "en", "Buses, a bus; no busy road.", ["Buses", "bus"]),
    ],
)
def test_a_name_of_several_words_is_marked_whole(
    thesaurus: Thesaurus, typed: str, language: str, text: str, expected: list[str]
) -> None:
    assert marked(typed, text, thesaurus, language) == expected


@pytest.mark.parametrize(
    ("typed", "language", "text", "expected"),
    [
        ('"red lanes"', "en", "Red lanes; a red line of lanes.", ["Red lanes"]),
        ('red "red lanes"', "en", "Red lanes; a red line of lanes.", ["Red lanes", "red"]),
        ("«پیاده‌رو سبز»", "fa", "پیاده‌رو سبز است، پیاده‌رو نه", ["پیاده‌رو سبز"]),
    ],
)
def test_a_phrase_in_quotes_is_marked_whole_and_only_where_it_stands(
    thesaurus: Thesaurus, typed: str, language: str, text: str, expected: list[str]
) -> None:
    assert marked(typed, text, thesaurus, language) == expected


@pytest.mark.parametrize(
    ("typed", "language", "text", "expected"),
    [
        ("کتاب", "fa", "کتاب‌های خوب، کتاب ها، کتاب‌هایشان", ["کتاب‌های", "کتاب ها", "کتاب‌هایشان"]),
        ("برنامه‌ریزی", "fa", "برنامه‌ریزی شد", ["برنامه‌ریزی"]),
        ("پسماند", "fa", "پَسماندِ شهر", ["پَسماندِ"]),
        ("آب", "fa", "آ\u0653ب و ا\u0653ب", ["ا\u0653ب"]),
        ("سال", "fa", "سال\u200c، سالـ", ["سال\u200c", "سال"]),
        ("Zurich cafe", "en", "Zu\u0308rich, cafe\u0301 café", ["Zu\u0308rich", "cafe\u0301", "café"]),
    ],
)
def test_a_word_is_marked_with_its_endings_joiners_and_vowel_marks(
    thesaurus: Thesaurus, typed: str, language: str, text: str, expected: list[str]
) -> None:
    found = marked(typed, text, thesaurus, language)
    assert found[-len(expected) :] == expected


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_no_mark_of_the_starter_collection_begins_or_ends_inside_a_word(thesaurus: Thesaurus, language: str) -> None:
    typed = {"fa": "شهر مردم آب سال", "en": "city people water year", "ar": "مدينة المياه النفايات سنة"}[language]
    marker, count = Marker(plan(typed, language, thesaurus)), 0
    for line in (STARTER / "practices.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for text in [text for name in ("summary", "solution", "limits") for text in record[name].values()]:
            vowelled = "".join(letter + ("\u064e" if letter in "رنم" else "") for letter in text)
            for one in (text, vowelled):
                for start, end in marker.read(one, language).marked().marks:
                    count += 1
                    assert not belongs(one, start) and not belongs(one, end), one[max(0, start - 5) : end + 5]
    assert count > 20


def belongs(text: str, cut: int) -> bool:
    """Whether a cut there would go through a word or a letter."""
    if not 0 < cut < len(text):
        return False
    if unicodedata.category(text[cut]) in ("Mn", "Mc", "Me", "Cf"):
        return True
    return text[cut - 1].isalnum() and text[cut].isalnum()


def test_the_words_that_join_are_known() -> None:
    """Else the tests above look at nothing."""
    assert "ها" in JOINED_SUFFIXES and "می" in JOINED_PREFIXES


@pytest.mark.django_db
@pytest.mark.usefixtures("starter")
class TestOfACase:
    """What is marked and quoted of a page."""

    @pytest.fixture
    def page(self, starter: None, db: None) -> CaseStudyPage:
        page = CaseStudyPage.objects.get(slug="amman-bus-rapid-transit", locale__language_code="en")
        page.title, page.summary = "A turquoise ferry", "The ferry is quiet. Its zeppelin is late."
        for name in CaseStudyPage.PROSE:
            setattr(page, name, "Nothing to see.")
        page.limits = "A zeppelin in a gale. No mooring held the zeppelin in a turquoise gale! Gale after gale."
        return page

    def shown(self, page: CaseStudyPage, typed: str, **options: Any) -> Highlights:
        page.save(clean=False)
        nobody = Thesaurus({})
        (card,) = cards([page.case.code], "en")
        return highlights([card], plan(typed, "en", nobody), nobody, **options)[card.code]

    def words(self, part: Marked | None) -> list[str]:
        return [piece for piece, is_match in part.pieces() if is_match] if part else []

    def test_title_and_summary_are_marked(self, page: CaseStudyPage) -> None:
        found = self.shown(page, "turquoise zeppelins ferry")
        assert self.words(found.title) == ["turquoise", "ferry"]
        assert self.words(found.summary) == ["ferry", "zeppelin"]
        assert found.snippet is None, "title and summary say all of it"

    def test_the_snippet_is_the_sentence_that_says_most(self, page: CaseStudyPage) -> None:
        found = self.shown(page, "zeppelin gale turquoise")
        assert found.snippet is not None and found.snippet.section == "limits"
        assert found.snippet.text == "No mooring held the zeppelin in a turquoise gale!"
        assert self.words(found.snippet) == ["zeppelin", "turquoise", "gale"]

    def test_a_snippet_says_more_than_the_summary(self, page: CaseStudyPage) -> None:
        page.summary = "A zeppelin in a gale."
        page.limits = "A gale. A zeppelin in a gale."
        assert self.shown(page, "zeppelin gale mooring").snippet is None

    def test_a_long_sentence_is_cut_between_words_around_what_matched(self, page: CaseStudyPage) -> None:
        page.limits = f"{'wandering ' * 80}mooring {'clouds ' * 80}end."
        found = self.shown(page, "mooring").snippet
        assert found is not None and self.words(found) == ["mooring"]
        assert len(found.text) <= LONGEST_SNIPPET + len("…  …")
        assert found.text.startswith("… wandering ") and found.text.endswith(" clouds …")

    def test_offsets_are_those_of_the_text(self, page: CaseStudyPage) -> None:
        given = self.shown(page, "zeppelin gale turquoise").as_dict()
        snippet = given["snippet"]
        assert [snippet["text"][start:end] for start, end in snippet["marks"]] == ["zeppelin", "turquoise", "gale"]
        assert [page.title[start:end] for start, end in given["title"]] == ["turquoise"]

    def test_of_what_is_only_close_in_meaning_one_word_is_not_marked(self, page: CaseStudyPage) -> None:
        found = self.shown(page, "turquoise", are_matches=False)
        assert not found.title.marks and found.snippet is None
        assert self.shown(page, "turquoise").title.marks
