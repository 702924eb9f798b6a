"""Suggestions: names and titles that begin like what is typed, which lead somewhere."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from cases.models import CaseStudyPage, City
from cases.services.cities import save_city
from search.answer.suggest import MOST_NAMES, MOST_TITLES, Suggestion, suggest
from search.content.thesaurus import forget_thesaurus
from search.sync.rebuild import rebuild

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]


def labels(found: list[Suggestion], kind: str) -> list[str]:
    return [one.label for one in found if one.kind == kind]


def title(import_id: str, language: str) -> str:
    return str(CaseStudyPage.objects.get(case__import_id=import_id, locale__language_code=language).title)


@pytest.mark.usefixtures("index")
class TestSuggestions:
    @pytest.mark.parametrize(
        ("typed", "language", "kind", "label", "matched"),
        [
            ("teh", "en", "city", "Tehran", ""),
            ("تهر", "fa", "city", "تهران", ""),
            ("teh", "fa", "city", "تهران", "Tehran"),
            ("توک", "en", "city", "Tokyo", "توکیو"),
            ("congestion p", "en", "topic", "Congestion pricing", ""),
            ("tehrna", "en", "city", "Tehran", ""),
            ("congestion p", "fa", "topic", "عوارض ازدحام", "Congestion pricing"),
        ],
    )
    def test_a_name_is_given_in_the_readers_language(
        self, typed: str, language: str, kind: str, label: str, matched: str
    ) -> None:
        found = [one for one in suggest(typed, language) if one.kind == kind and one.label == label]
        assert [one.language for one in found] == [language]
        assert not matched or found[0].matched == matched

    @pytest.mark.parametrize("typed", ["bus", "amm", "public", "گران", "پای", "النف", "w", "mo"])
    @pytest.mark.parametrize("language", ["fa", "en", "ar"])
    def test_names_come_first_and_all_lead_somewhere(self, typed: str, language: str) -> None:
        found = suggest(typed, language)
        kinds = [one.kind == "case" for one in found]
        assert kinds == sorted(kinds) and kinds.count(False) <= MOST_NAMES and kinds.count(True) <= MOST_TITLES
        assert len({(one.kind, one.url) for one in found}) == len(found)
        assert bool(found) == (len(typed) > 1)
        for one in found:
            assert Client().get(one.url).status_code == 200, one

    def test_a_title_has_every_word_and_the_last_may_be_half_typed(self) -> None:
        wanted = title("amman-bus-rapid-transit", "en")
        assert labels(suggest("Amman Bus Rap", "en"), "case") == [wanted]
        assert labels(suggest("amman zoo", "en"), "case") == []
        assert labels(suggest("Amm Bus Rapid", "en"), "case") == [], "only the last word"

    def test_a_slip_of_the_finger_is_forgiven_where_nothing_begins_so(self) -> None:
        wanted = title("amman-bus-rapid-transit", "en")
        assert wanted in labels(suggest("Amman Bus Rapdi", "en"), "case")
        assert labels(suggest("zzz", "en"), "case") == []


def rename(import_id: str, language: str, title: str, year: int) -> str:
    """Gives a page another title and its case a year of publication; returns the title that Persian readers see."""
    pages = CaseStudyPage.objects.filter(case__import_id=import_id)
    pages.update(first_published_at=datetime(year, 1, 1, tzinfo=UTC))
    pages.filter(locale__language_code=language).update(title=title)
    return str(pages.get(locale__language_code="fa").title)


def test_titles_in_the_readers_language_come_first_and_the_newest_of_them() -> None:
    old = rename("madrid-rio", "fa", "Zeppelin الف", 2001)
    foreign = rename("wuhan-sponge-city", "en", "Zeppelin B", 2020)
    new = rename("istanbul-metrobus", "fa", "Zeppelin پ", 2002)
    rebuild()
    assert labels(suggest("zepp", "fa"), "case") == [new, old, foreign]
    assert labels(suggest("zepp", "en"), "case")[0] == "Zeppelin B"


def test_what_no_public_case_is_filed_under_is_not_offered() -> None:
    save_city(City(names={"en": "Zanzibar"}, country="TZ"))
    page = CaseStudyPage.objects.get(case__import_id="amman-bus-rapid-transit", locale__language_code="en")
    forget_thesaurus()
    rebuild()
    assert labels(suggest("amma", "en"), "city") == ["Amman"] and not labels(suggest("zanz", "en"), "city")
    for one in page.case.pages.all():
        one.unpublish()
    rebuild()
    # As for a name that no city has: what is spelled nearly so may be offered, of the city itself nothing.
    assert not {"Amman", "Zanzibar"} & set(labels(suggest("amma", "en"), "city"))
    assert "amman" not in str(suggest("amma", "en")).lower()
