"""Persian and Arabic in Latin letters, and the wrong keyboard layout: read, said, and undone when asked."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from search.answer.service import search
from search.params import SearchParams
from search.text.analysis import is_arabic_script
from search.text.keyboards import LAYOUTS, typed_with
from search.text.skeletons import latin_skeletons, skeleton
from tests.relevance.measure import BLIND, judged_queries


@pytest.mark.parametrize(
    ("latin", "written"),
    [
        ("zobale", "زباله"), ("zobaleh", "زباله"), ("zubala", "زباله"), ("docharkhe", "دوچرخه"), ("khiyaban", "خیابان"),
        ("eshteraki", "اشتراکی"), ("hadiqa", "حدیقه"), ("7adi9a", "حدیقه"), ("gharardad", "قرارداد"),
        ("nefayat", "النفایات"), ("al-nefayat", "نفایات"), ("tarh", "طرح"), ("madreseha", "مدرسه"), ("zaban", "ذبان"),
    ],
)  # fmt: skip
def test_a_word_in_latin_letters_has_the_consonants_of_the_written_one(latin: str, written: str) -> None:
    assert skeleton(written) in latin_skeletons(latin.replace("-", ""))


@given(st.text(max_size=60))
def test_any_text_has_skeletons_and_other_layouts(text: str) -> None:
    assert len(latin_skeletons(text)) <= 12 and isinstance(skeleton(text), str)
    assert all(isinstance(other, str) and other != text.lower() for other in typed_with(text))


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_a_layout_leads_there_and_back(language: str) -> None:
    keys = {letter: key for key, letter in LAYOUTS[language].items() if len(letter) == 1}
    word = {"fa": "پسماند", "ar": "النفايات"}[language]
    typed = "".join(next((k for k, letter in LAYOUTS[language].items() if letter == sign), sign) for sign in word)
    assert word in typed_with(typed), (typed, typed_with(typed))
    assert keys


@pytest.mark.django_db
@pytest.mark.usefixtures("starter", "index")
class TestSearch:
    @pytest.mark.parametrize(
        ("typed", "language", "meant"),
        [
            ("hj,f,s", "fa", "اتوبوس"),
            ("شهق", "en", "air"),
            ("صشسفث", "en", "waste"),
            ("bazyaft zobale", "fa", "بازیافت زباله"),
            ("modiriyat pasmand", "fa", "مدیریت پسماند"),
            ("al nefayat", "ar", "نفایات"),
            ("havaye pak", "en", "هوای پاک"),
        ],
    )
    def test_what_was_meant_is_searched_and_said(self, typed: str, language: str, meant: str) -> None:
        found = search(SearchParams(q=typed, language=language))
        assert [pair.typed for pair in found.corrected] == [typed]
        assert search(SearchParams(q=meant, language=language)).total == found.total > 0
        exact = search(SearchParams(q=typed, language=language, exact=True))
        assert exact.total == 0 and not exact.corrected

    def test_the_page_says_it_and_undoes_it(self, client: Client) -> None:
        text = client.get("/fa/search/", {"q": "hj,f,s"}).content.decode()
        assert "اتوبوس" in text and "exact=1" in text

    @pytest.mark.parametrize("text", ["hello world", "guten tag", "qwertyuiop", "pizza margherita", "زثق"])
    def test_what_is_nothing_in_other_letters_is_left(self, text: str) -> None:
        assert not search(SearchParams(q=text, language="fa")).corrected

    def test_no_judged_query_is_read_in_other_letters(self) -> None:
        for judged in (*judged_queries(), *judged_queries(BLIND)):
            found = search(SearchParams(q=judged.text, language=judged.language))
            for pair in found.corrected:
                assert is_arabic_script(pair.typed) == is_arabic_script(pair.meant), (judged.text, pair)

    def test_a_word_of_a_name_is_no_slip(self) -> None:
        found = search(SearchParams(q="geri dönşüm", language="en"))
        assert [pair.meant for pair in found.corrected] == ["dönüşüm"] and found.total
