"""Text analysis: what must be one word, what must stay two, and that offsets cut the author's own text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.analysis import analyze, fold, folded, forms, placed, stem, words, words_by_letter

SAME = {
    "fa": [
        ["علي", "علی"],
        ["كتاب", "کتاب"],
        ["مسئول", "مسؤول", "مسئُول"],
        ["تأمین", "تامین"],
        ["هیئت", "هیأت", "هیات"],
        ["گاز", "ګاز"],
        ["ترافیک", "ټرافيک"],
        ["مسأله", "مساله"],
        ["خانۀ", "خانهٔ", "خانه", "خانه‌ی", "خانه‌ای"],
        ["۱۴۰۱", "1401", "١٤٠١"],
        ["پَسماند", "پسـماند", "پسماند"],
        ["برنامه‌ریزی", "برنامهریزی"],
        ["کودکان", "کودک", "کودک‌ها"],
        ["سالمندان", "سالمند"],
        ["دانش‌آموزان", "دانش‌آموز"],
        ["مدارس", "مدرسه", "مدرسه‌ها"],
        ["شهروندان", "شهروند"],
        ["شهرها", "شهر ها", "شهر‌ها", "شهر های", "شهرهای", "شهرهایش", "شهر"],
        ["بزرگ‌ترین", "بزرگ ترین", "بزرگترین", "بزرگ‌تر", "بزرگ"],
        ["می‌شود", "می شود", "میشود"],
        ["نمی‌شود", "نمی شود", "نمیشود"],
        ["شورای", "شورا"],
        ["کارشناسان", "کارشناس"],
        ["رانندگان", "راننده"],
        ["شهروندان", "شهروند"],
        ["ﭘﺴﻤﺎﻧﺪ", "پسماند"],
        ["BRT", "brt", "ＢＲＴ"],
    ],
    "ar": [
        ["النفايات", "نفايات", "والنفايات", "بالنفايات", "للنفايات", "نفاية"],
        ["المدينة", "مدينة", "مدينه"],
        ["فيينا", "ڤيينا"],
        ["إدارة", "ادارة", "الإدارة"],
        ["حافلة", "حافلات", "الحافلات"],
    ],
    "en": [
        ["Medellín", "medellin", "MEDELLIN"],
        ["buses", "bus"],
        ["lanes", "lane"],
        ["recycling", "recycled", "recycle"],
        ["organisation", "organization"],
        ["universities", "university"],
        ["organising", "organize"],
        ["engineers", "engineering"],
        ["parks", "park"],
        ["flooding", "floods"],
    ],
    "tr": [["İstanbul", "ISTANBUL", "istanbul", "ıstanbul"], ["Çöp", "ÇÖP", "cop"], ["ATIK", "atık", "atik"]],
}
APART = {
    "fa": [
        ("تنها", "تن"),
        ("بهاره", "بها"),
        ("بهاره", "بهار"),
        ("بها", "به"),
        ("والدین", "دین"),
        ("ماهی", "ماه"),
        ("انتها", "انت"),
        ("دختر", "دخ"),
        ("کیلومتر", "کیلوم"),
        ("آگاهی", "آگاه"),
        ("گواهی", "گواه"),
        ("استان", "است"),
        ("تهران", "تهر"),
        ("میدان", "مید"),
        ("خیابان", "خیاب"),
        ("سازمان", "ساز"),
        ("درمان", "درم"),
        ("زنان", "زنده"),
        ("کارت", "کار"),
        ("شهرک", "شهر"),
        ("مترو", "متر"),
        ("الکترونیک", "کترونیک"),
        ("البرز", "برز"),
        ("نگران", "نگر"),
    ],
    "ar": [("ألمانيا", "مانيا"), ("الله", "له"), ("المدن", "المدني"), ("شارع", "شارك")],
    "en": [
        ("university", "universe"),
        ("universal", "university"),
        ("organisation", "organ"),
        ("general", "generation"),
        ("experience", "experiment"),
        ("community", "communication"),
        ("news", "new"),
        ("parking", "park"),
        ("training", "train"),
        ("organic", "organisation"),
        ("authority", "author"),
        ("important", "import"),
        ("designated", "design"),
        ("engineering", "engine"),
        ("customs", "custom"),
    ],
    "tr": [],
}


@pytest.mark.parametrize(("language", "group"), [(lang, group) for lang, groups in SAME.items() for group in groups])
def test_one_word(language: str, group: list[str]) -> None:
    assert len({tuple(analyze(text, language)) for text in group}) == 1, [analyze(text, language) for text in group]
    assert all(len(analyze(text, language)) == 1 for text in group)


@pytest.mark.parametrize(("language", "pair"), [(lang, pair) for lang, pairs in APART.items() for pair in pairs])
def test_two_words(language: str, pair: tuple[str, str]) -> None:
    assert analyze(pair[0], language) != analyze(pair[1], language)


def test_offsets_are_right_through_joiners_marks_and_joined_words() -> None:
    text = "در شهر هایِ «برنامه‌ریزی‌شده» می شود"
    assert [text[word.start : word.end] for word in words(text)] == ["در", "شهر هایِ"[:-1], "برنامه‌ریزی‌شده", "می شود"]


texts = st.text(max_size=200) | st.text("آأإئؤءيیكکةهاو ها می\u200c\u064eABéİıß۱٢3 ", max_size=60)
texts |= st.lists(st.sampled_from(["شهر", "ها", "می", "تر", "\u200c", "–", "a_b", "نمی.", "«ها", ","])).map(" ".join)


@given(texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)[0]
    assert fold(once)[0] == once


@given(texts)
def test_offsets_cut_the_authors_text(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert fold(text[word.start : word.end])[0].replace(" ", "")
        end = word.end


@given(texts)
def test_the_fast_way_gives_the_same_words(text: str) -> None:
    assert list(forms(text)) == [word.form for word in words(text)]
    assert analyze(text, "fa") == [stem(word.form, "fa") for word in words(text)]
    assert words(text) == words_by_letter(text)
    assert placed(text, "fa", range(len(words(text)))) == dict(enumerate(words(text)))
    assert folded(text) == fold(text)[0]


def test_the_fast_way_gives_the_same_words_for_every_character() -> None:
    for code in (*range(0xD800), *range(0xE000, 0x1F000)):
        for text in (f"a{chr(code)}b", f"خانه\u200cای{chr(code)}", f"{chr(code)}شهر{chr(code)} ها"):
            assert words(text) == words_by_letter(text)
            assert list(forms(text)) == [word.form for word in words(text)]


@pytest.mark.parametrize(
    "text",
    [
        "شهر \u200c ها و – ها شهر",
        "نمی می شود ها. تر",
        "(شهر ها) می‌شود، می شود",
        "a_b ها c _ شهر های",
        "می\u2028توان\u00a0ها\n\nترین ها",
        "ها",
    ],
)
def test_endings_are_joined_beyond_spaces_alone(text: str) -> None:
    assert list(forms(text)) == [word.form for word in words_by_letter(text)]


@given(texts, st.sampled_from(["fa", "en", "ar", "tr"]))
def test_no_token_is_empty_or_has_a_space(text: str, language: str) -> None:
    assert all(token and not any(c.isspace() for c in token) for token in analyze(text, language))
    assert stem("", language) == ""
