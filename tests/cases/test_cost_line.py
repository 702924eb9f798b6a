"""Costs in one line: they never look like something else than they are."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from cases.choices import CostKind
from cases.selectors.amounts import amount_in_words
from cases.selectors.cost_line import SHORT, Cost, CostLine, cost_line
from cases.selectors.cut_text import cut, first_sentences
from cases.written.known_dates import KnownDate

TOTAL = Cost(
    Decimal("386000000000.00"), "KRW", CostKind.TOTAL, {}, False, 2005, None,
    budget=Decimal(349_000_000_000), population=9_586_195, population_year=2020,
)  # fmt: skip
HOUSEHOLD = Cost(
    Decimal(570), "USD", CostKind.UNIT,
    {"en": "per household: subsidy only, without the loans", "fa": "برای هر خانوار: تنها یارانه"}, False, 2011, None,
)  # fmt: skip


def line(cost: Cost, language: str) -> CostLine:
    with override(language):
        return cost_line(cost, language)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("amount", "currency", "language", "expected"),
    [
        ("570", "USD", "en", "US$ 570"),
        ("570", "USD", "fa", "۵۷۰ دلار"),
        ("570", "USD", "ar", "570 دولار"),
        ("300000", "USD", "en", "US$ 300,000"),
        ("386000000000.00", "KRW", "fa", "۳۸۶ میلیارد وون"),
        ("386000000000.00", "KRW", "en", "386 billion won"),
        ("5200000000000", "COP", "fa", "۵٫۲ هزار میلیارد پزوی کلمبیا"),
        ("3915000000", "MYR", "en", "3.915 billion Malaysian ringgits"),
        ("1234567", "EUR", "en", "€ 1.235 million"),
        ("999999.6", "EUR", "en", "€ 1 million"),
        ("630000000000", "IRR", "fa", "۶۳۰ میلیارد ریال"),
        ("0", "USD", "en", "US$ 0"),
    ],
)
def test_amounts_in_words(amount: str, currency: str, language: str, expected: str) -> None:
    assert plain(amount_in_words(Decimal(amount), currency, language)) == expected


def test_a_total_is_said_to_be_one_and_given_in_dollars_and_by_inhabitant() -> None:
    shown = line(TOTAL, "en")
    assert (shown.kind, shown.state, shown.year) == ("in total", "spent", "2005")
    assert plain(shown.dollars) == "US$ 377 million"
    assert plain(shown.per_inhabitant) == "US$ 39" and shown.population_year == "2020"
    assert plain(shown.budget) == "349 billion won"
    assert plain(line(TOTAL, "fa").dollars) == "۳۷۷ میلیون دلار" and line(TOTAL, "fa").year == "۱۳۸۴"


def test_a_price_is_never_a_total() -> None:
    shown = line(HOUSEHOLD, "en")
    assert (plain(shown.amount), shown.basis.text) == ("US$ 570", "per household: subsidy only, without the loans")
    assert (shown.kind, shown.state, shown.dollars) == ("", "", ""), "the basis says it, and it is in dollars"
    assert line(replace(HOUSEHOLD, basis={"en": "household"}), "en").kind == "per unit", "unless the basis does not"
    assert line(replace(HOUSEHOLD, basis={}), "fa").kind == "برای هر واحد"


@pytest.mark.parametrize(
    ("kind", "basis", "said"),
    [
        (CostKind.YEARLY, "a year, operating budget", ""),
        (CostKind.YEARLY, "operating budget", "a year"),
        (CostKind.PART, "first line only", "part of the whole"),
        ("", "", "not stated what it pays for"),
    ],
)
def test_the_kind_is_always_said(kind: str, basis: str, said: str) -> None:
    assert line(replace(TOTAL, kind=kind, basis={"en": basis} if basis else {}), "en").kind == said


def test_what_was_planned_is_not_called_spent() -> None:
    assert line(replace(TOTAL, is_planned=True), "en").state == "planned"
    assert line(replace(TOTAL, kind=""), "en").state == "", "nobody has said what it pays for"


@pytest.mark.parametrize(
    "other",
    [{"kind": CostKind.PART}, {"basis": {"en": "two districts"}}, {"population": None}, {"population_year": None}],
)
def test_only_the_total_of_everything_is_shared_among_inhabitants(other: dict[str, Any]) -> None:
    assert line(replace(TOTAL, **other), "en").per_inhabitant == ""


def test_rials_are_tomans_to_persian_readers_and_not_dollars_in_any_year() -> None:
    rials = replace(
        TOTAL, amount=Decimal(630_000_000_000), currency="IRR", year=2025, known=KnownDate(1404), budget=None
    )
    shown = line(rials, "fa")
    assert (plain(shown.toman), shown.dollars, shown.year) == ("۶۳ میلیارد تومان", "", "۱۴۰۴")
    assert line(rials, "en").toman == "" and plain(line(rials, "en").per_inhabitant) == "66,000 rials"


def test_a_year_known_in_the_jalali_calendar_is_exact() -> None:
    winter = replace(TOTAL, year=2008, known=KnownDate(1386, 10))
    assert line(winter, "fa").year == "۱۳۸۶" and line(winter, "fa").year_in_full == "۱۳۸۶ (۲۰۰۸)"
    assert line(winter, "en").year == "2008"
    assert line(replace(TOTAL, year=None), "fa").year == ""


def test_what_words_round_is_kept_in_digits() -> None:
    assert line(TOTAL, "en").exact == ""
    assert line(replace(TOTAL, amount=Decimal(386_123_456_789)), "en").exact == "386,123,456,789 South Korean Won"


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("short", 60, "short"),
        ("paid by 272,506 households all over the country", 20, "paid by…"),
        ("costs fell by 1.7 million a year", 20, "costs fell by…"),
        ("سفر روزانه ۱٫۸ میلیون نفر است", 20, "سفر روزانه…"),
        ("three words, cut", 15, "three words…"),
        ("1234567890123", 8, "1234567…"),
    ],
)
def test_texts_are_cut_at_a_word_and_never_in_a_number(text: str, most: int, expected: str) -> None:
    assert cut(text, most) == expected


def test_first_sentences() -> None:
    text = "It grew to 1.8 million. It then fell.\n\nNobody knows why."
    assert first_sentences(text, 40) == "It grew to 1.8 million. It then fell."
    assert first_sentences(text, 24) == "It grew to 1.8 million."
    assert first_sentences(text, 20) == "It grew to…"
    assert first_sentences("آیا شد؟ نه. بله.", 12) == "آیا شد؟ نه."


@pytest.mark.django_db
@pytest.mark.usefixtures("starter", "index")
def test_page_and_card_say_one_thing() -> None:
    page = plain(Client().get("/en/cases/bangkok-baan-mankong/").content.decode())
    words = " ".join(page.split())
    glance = words.partition('class="glance"')[2].partition("</section>")[0]
    assert "US$ 570</bdi>" in glance and "per household: subsidy only, without the loans</bdi>" in glance
    assert "570 US Dollar" not in words
    card = " ".join(plain(Client().get("/en/search/?q=baan+mankong").content.decode()).split())
    assert "US$ 570</bdi>" in card and "per household: subsidy only, without the loans</bdi> (2011)" in card
    assert len("per household: subsidy only, without the loans") < SHORT
