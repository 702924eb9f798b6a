"""Names as parts of addresses, and keys of names."""

import pytest
from django.core.validators import validate_unicode_slug
from hypothesis import given
from hypothesis import strategies as st

from cases.records.sheets.sheet import _made_id
from cases.written.addresses import address_part, latin_letters, name_key, page_address


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Łódź", "lodz"), ("Đà Nẵng", "da-nang"), ("Diyarbakır", "diyarbakir"), ("İstanbul", "istanbul"),
        ("Reykjavík", "reykjavik"), ("Tromsø", "tromso"), ("Straße", "strasse"), ("Θεσσαλονίκη", "thessaloniki"),
        ("Москва", "moskva"),
        ("東京", ""), ("تهران", ""), ("東京 Tokyo", "tokyo"), ("Saint-Denis (93)", "saint-denis-93"),
    ],
)  # fmt: skip
def test_no_letter_that_can_be_spelled_is_lost(name: str, part: str) -> None:
    assert address_part(name) == part


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("باغ‌های بام در محله", "باغ-های-بام-در-محله"), ("مدرسهٔ «سبز» – گام دوم", "مدرسه-سبز-گام-دوم"),
        ("Łódź: Đà Nẵng & Diyarbakır", "lodz-da-nang-diyarbakir"), ("۱۴۰۱ کتاب", "۱۴۰۱-کتاب"),
        ("الطُّرُق المُظَلَّلة", "الطرق-المظللة"), ("مـــترو", "مترو"), ("!", ""), ("a " * 200, "-".join("a" * 50)),
    ],
)  # fmt: skip
def test_the_address_of_a_page_is_made_of_its_title(title: str, address: str) -> None:
    assert page_address(title) == address and page_address(address) == address


@given(st.text())
def test_an_address_of_a_page_can_stand_in_one(text: str) -> None:
    made = page_address(text)
    assert len(made) <= 100 and page_address(made) == made
    if made:
        validate_unicode_slug(made)


@given(st.text())
def test_an_address_has_nothing_but_small_letters_digits_and_hyphens(text: str) -> None:
    assert all(letter in "abcdefghijklmnopqrstuvwxyz0123456789-_" for letter in address_part(text))
    assert latin_letters(latin_letters(text)) == latin_letters(text)


def test_spellings_of_one_name_have_one_key() -> None:
    for spellings in (
        ["São Paulo", "Sao Paulo", "SÃO PAULO", "sao-paulo", "Sa\u0303o Paulo"],
        ["Łódź", "lodz", "LODZ"], ["Diyarbakır", "diyarbakir"], ["تهران", "تهران "], ["كرج", "کرج"],
    ):  # fmt: skip
        assert len({name_key(name) for name in spellings}) == 1, spellings
    assert name_key("تهران") != name_key("کرج")


def test_an_id_made_of_city_and_title_keeps_every_letter() -> None:
    assert _made_id({"city": {"en": "Łódź"}, "title": {"en": "Świętojańska rıver"}}) == "lodz-swietojanska-river"
