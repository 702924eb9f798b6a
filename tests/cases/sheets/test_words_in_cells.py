"""Cells with words in place of values, and with more than one value."""

import re
from decimal import Decimal

import pytest
from django.utils.translation import override

from cases.records.countries import country_code
from cases.records.messages import problem_text

from .making import VALUE, codes, read, sheet


@pytest.mark.parametrize("word", ["نامشخص", "نا مشخص", "n/a", "N.A.", "unknown", "غير معروف", "؟", "ندارد"])
@pytest.mark.parametrize("column", ["started", "ended", "city.population.value", "cost.amount", "city.climate", "sdgs"])
def test_a_word_for_nothing_is_an_empty_cell_with_a_note(word: str, column: str) -> None:
    (line,) = read(sheet({column: word}))
    assert line.record is not None, line.problems
    assert codes(line) == {column: "blank_word"} and line.notes[0].value == word


@pytest.mark.parametrize("dash", ["-", "–", "—", " - ", "…"])
@pytest.mark.parametrize("column", ["started", "title.ar", "limits.fa", "city.lat", "status_"])
def test_a_dash_is_an_empty_cell(dash: str, column: str) -> None:
    (line,) = read(sheet({column.rstrip("_"): dash}))
    if column == "status_":
        assert codes(line) == {"status": "missing"}
    else:
        assert line.record and line.record.prose_languages() == ["en"], line.problems


@pytest.mark.parametrize("word", ["تاکنون", "تا کنون", "ادامه دارد", "present", "Ongoing", "حتى الآن"])
def test_what_still_goes_on_has_no_end(word: str) -> None:
    (line,) = read(sheet({"started": "2010", "ended": word}))
    assert line.record and (line.record.started, line.record.ended) == (2010, None)
    assert codes(read(sheet({"started": word}))[0]) == {"started": "not_a_number"}, "nothing begins so"


def test_words_that_are_texts_or_codes_stay() -> None:
    (line,) = read(sheet({"outcome.goal": "unknown", "city.country": "NA", "challenge.en": "unknown"}))
    assert line.record and line.record.city.country == "NA" and line.record.challenge == {"en": "unknown"}, (
        line.problems
    )


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("۳ تا ۵", "number_range"), ("3-5", "number_range"), ("3–5", "number_range"), ("3 to 5", "number_range"),
        ("٣ إلى ٥", "number_range"), ("۳ میلیارد", "number_in_words"), ("۳٫۵ میلیون تومان", "number_in_words"),
        ("3 billion", "number_in_words"), ("3bn", "number_in_words"), ("٣ مليون", "number_in_words"),
        ("حدود ۳۰", "number_about"), ("~30", "number_about"), ("> 30", "number_about"), ("12%", "percent"),
        ("many", "not_a_number"),
    ],
)  # fmt: skip
def test_what_is_not_one_number_is_refused_at_its_cell_with_advice(written: str, code: str) -> None:
    (line,) = read(sheet({"cost.amount": written, "cost.currency": "EUR"}))
    assert codes(line) == {"cost.amount": code} and line.problems[0].cell == "P2"
    for language in ("fa", "ar", "en"):
        with override(language):
            said = problem_text(code, line.problems[0].params, "ENGLISH")
            assert said and "ENGLISH" not in said and (language == "en" or not re.search("[a-z]{3}", said))


@pytest.mark.parametrize("written", ["2015-2018", "2015–18", "2015/16", "۱۳۹۵ تا ۱۳۹۸", "1398-1399", "2015 to 2018"])
def test_two_years_in_a_cell_are_refused_with_advice(written: str) -> None:
    assert codes(read(sheet({"started": written}))[0]) == {"started": "year_range"}


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2015-06-30 00:00:00", 2015), ("2015-06-30T10:20:00", 2015), ("30/06/2015", 2015), ("6/30/2015", 2015),
        ("12.05.1398", 2019), ("30-06-2015 08:00", 2015),
    ],
)  # fmt: skip
def test_of_a_whole_date_the_year_is_taken_with_a_note(written: str, year: int) -> None:
    (line,) = read(sheet({"started": written}))
    assert line.record and line.record.started == year, line.problems
    assert codes(line) == {"started": "year_of_date"}


@pytest.mark.parametrize("written", ["0,125", "۰،۱۲۵", "۰٫۱۲۵", "0.125"])
def test_a_decimal_comma_is_one(written: str) -> None:
    (line,) = read(sheet({VALUE: written}, separator=";"))
    assert line.record and line.record.indicators[0].baseline
    assert line.record.indicators[0].baseline.value == Decimal("0.125")


def test_a_long_number_of_a_text_file_is_rounded_with_a_note() -> None:
    (line,) = read(sheet({VALUE: "34.146341463414636"}))
    assert line.record and line.record.indicators[0].baseline
    assert line.record.indicators[0].baseline.value == Decimal("34.146341") and codes(line) == {VALUE: "rounded"}


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("GB", ["UK", "U.K.", "gb", "GBR", "Great Britain", "England", "انگلستان", "بریتانیا", "المملكة المتحدة"]),
        ("US", ["USA", "U.S.A.", "United States of America", "آمریکا", "ایالات متحدهٔ آمریکا", "أمريكا"]),
        ("TR", ["Turkey", "Türkiye", "TURKIYE", "TUR", "ترکیه", "ترکيه", "تركيا"]),
        ("IR", ["ایران", "إيران", "ايران", "Iran", "IRN", "Islamic Republic of Iran", "جمهوری اسلامی ایران", "364"]),
        ("SA", ["السعودية", "عربستان", "Saudi Arabia", "KSA", "المملكة العربية السعودية"]),
        ("KR", ["South Korea", "Republic of Korea", "کرهٔ جنوبی", "کره جنوبی"]),
        ("VN", ["Viet Nam", "Vietnam"]), ("CZ", ["Czech Republic", "Czechia"]), ("NL", ["the Netherlands", "Holland"]),
        ("CI", ["Côte d’Ivoire", "Cote d'Ivoire", "Ivory Coast"]), ("DE", ["Deutschland", "آلمان"]),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_codes_and_names(code: str, names: list[str]) -> None:
    assert {name: country_code(name) for name in names} == dict.fromkeys(names, code)


@pytest.mark.parametrize(
    "written", ["ZZ", "EU", "XA", "UN", "Atlantis", "Korea", "Congo", "کنگو", "Europe", "xx", "SU"]
)
def test_what_is_no_single_country_is_refused_at_its_cell(written: str) -> None:
    assert codes(read(sheet({"city.country": written}))[0]) == {"city.country": "country"}


def test_all_problems_of_a_row_are_told_at_once() -> None:
    spoiled = {
        "started": "2015", "ended": "2010", "status": "finished", "cost.amount": "3-5", "cost.currency": "euro",
        "city.country": "ZZ", "topics": "mobility|mobility", "sources.1.url": "nowhere", "title.fa": "ع",
        "limits.ar": "نص", "solution.fa": "متن", "indicators.1.source": "9", "indicators.1.measurements": "2010: 1 [7]",
    }  # fmt: skip
    (line,) = read(sheet(spoiled))
    assert codes(line) == {
        "ended": "ended_before_started", "status": "enum", "cost.amount": "number_range",
        "cost.currency": "string_pattern_mismatch", "city.country": "country", "topics": "topic_twice",
        "sources.1.url": "string_pattern_mismatch", "title.ar": "prose_without_title",
        "indicators.1.source": "no_such_source", "indicators.1.measurements": "no_such_source",
    }  # fmt: skip
    assert len(line.problems) == 10 and {problem.record_id for problem in line.problems} == {"field-1"}
