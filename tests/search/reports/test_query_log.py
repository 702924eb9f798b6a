"""The query log counts what is searched, and keeps nothing of the person who did."""

import re
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from search.models import SearchedQuery
from search.reports import query_log
from search.reports.masking import mask
from search.reports.query_log import flush, forget_old, note


@pytest.fixture(autouse=True)
def _nothing_waiting() -> Iterator[None]:
    query_log._waiting.clear()
    yield
    query_log._waiting.clear()


def logged() -> dict[str, int]:
    return dict(SearchedQuery.objects.values_list("text", "searches"))


def fail(*arguments: Any, **options: Any) -> None:
    raise DatabaseError("locked; it quotes: secret words")


@pytest.mark.django_db
def test_searches_are_counted_by_day_language_and_words() -> None:
    for _ in range(3):
        note("bus lanes", "en", 4)
    note("bus lanes", "fa", 0)
    assert not SearchedQuery.objects.exists() and flush() == 2
    note("bus lanes", "en", 6)
    assert flush() == 1 and flush() == 0
    row = SearchedQuery.objects.get(language="en")
    assert (row.day, row.searches, row.total) == (timezone.localdate(), 4, 6)


@pytest.mark.django_db
def test_spellings_count_together_under_the_last_one() -> None:
    for text in ["پَسماند شهري", "پسماند شهری", "  پسـماند،  شهرى  ", "Atık", "atik"]:
        note(text, "fa", 0)
    flush()
    assert logged() == {"پسـماند، شهرى": 3, "atik": 2}


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "   ", "؟!…", "🚲", "\x00", "09121234567", "me@example.org"])
def test_what_has_no_word_of_its_own_is_not_noted(text: str) -> None:
    note(text, "fa", 0)
    assert flush() == 0


@pytest.mark.django_db
def test_long_texts_are_cut() -> None:
    note("ﷺ" * 9000, "fa", 0)
    note("paste " * 20_000, "fa", 0)
    flush()
    assert SearchedQuery.objects.count() == 2
    assert all(len(row.text) <= 200 and len(row.key) <= 200 for row in SearchedQuery.objects.all())


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("waste 2024", "waste 2024"),
        ("پسماند ۱۴۰۳ تهران", "پسماند ۱۴۰۳ تهران"),
        ("St.Petersburg v1.2 bus/tram, e.g. trams: 24/7", "St.Petersburg v1.2 bus/tram, e.g. trams: 24/7"),
        ("write to ali.rezaei@example.org now", "write to … now"),
        ("ali @ example.org", "…"),
        ("ask ＠someone", "…"),
        ("https://example.org/a?b=c پارک", "… پارک"),
        ("see WWW.Example.org", "see …"),
        ("t.me/somebody park", "… park"),
        ("call +98 (912) 123-45 67 today", "call +… today"),
        ("تلفن ۰۹۱۲۱۲۳۴۵۶۷", "تلفن …"),
        ("٠٩١٢ ١٢٣ ٤٥٦٧ رقم", "… رقم"),
        ("کد ملی ۰۰۱-۲۳۴۵۶۷-۸", "کد ملی …"),
        ("1\u200c2\u200c3ـ4\u064e5", "…"),
        ("１２３４５ ①②③④⑤ १२३४५", "…"),
        ("IR12 3456 7890", "IR…"),
        ("a\x00b\ud800c\nd", "a b c d"),
    ],
)
def test_what_may_be_a_persons_is_masked(text: str, masked: str) -> None:
    assert mask(text) == masked


CHARACTERS = st.one_of(st.sampled_from("0123456789۰۱۲۳٤٥६７①²½ -./()_ـ\u200c\u064eءabش@…"), st.characters())


@given(st.text(CHARACTERS, max_size=80))
def test_no_run_of_five_digits_survives(text: str) -> None:
    query_log._waiting.clear()
    note(text, "fa", 0)
    for key, counted in query_log._waiting.items():
        for kept in (counted.text, key.key):
            digits = "".join("0" if character.isnumeric() else character for character in kept)
            assert not re.search(r"0[\W_]*0[\W_]*0[\W_]*0[\W_]*0", digits), kept
            assert "@" not in kept
            kept.encode()


@given(st.text(CHARACTERS, max_size=80))
def test_masking_again_changes_nothing(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@pytest.mark.django_db
def test_only_query_language_day_and_counts_are_kept() -> None:
    names = {field.name for field in SearchedQuery._meta.get_fields()}
    assert names == {"id", "day", "language", "key", "text", "searches", "total"}
    assert type(SearchedQuery(day=timezone.localdate()).day) is date


@pytest.mark.django_db
@pytest.mark.usefixtures("foundation", "index")
def test_the_request_writes_nothing() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert Client().get("/en/search/", {"q": "hippopotamus"}).status_code == 200
    written = [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]
    assert written == [] and not SearchedQuery.objects.exists()
    assert flush() == 1
    row = SearchedQuery.objects.get()
    assert (row.language, row.text, row.searches, row.total) == ("en", "hippopotamus", 1, 0)


@pytest.mark.django_db
@pytest.mark.usefixtures("foundation", "index")
@pytest.mark.parametrize("query", ["", "?q=", "?q=park&page=2", "?q=park&topic=waste", "?q=park&sort=newest"])
def test_a_step_within_a_search_is_no_new_one(query: str) -> None:
    assert Client().get(f"/fa/search/{query}").status_code == 200
    assert flush() == 0


@pytest.mark.django_db
def test_the_buffer_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query_log, "MOST_WAITING", 10)
    for number in range(50):
        note(f"word{chr(97 + number % 25)}x", "en", 0)
    assert len(query_log._waiting) == 10
    flush()
    assert set(logged().values()) == {2}, "what already waits is counted on"


@pytest.mark.django_db
def test_a_database_error_keeps_the_counts(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(query_log, "MOST_WAITING", 2)
    note("trams", "en", 1)
    note("parks", "en", 1)
    with monkeypatch.context() as broken:
        broken.setattr(SearchedQuery.objects, "bulk_create", fail)
        assert flush() == 0
        note("trams", "en", 7)
        note("one too many", "en", 1)
        assert flush() == 0
    assert "query_log_not_written" in caplog.text and "secret" not in caplog.text and "trams" not in caplog.text
    assert not SearchedQuery.objects.exists() and flush() == 2
    assert logged() == {"trams": 2, "parks": 1}
    assert SearchedQuery.objects.get(text="trams").total == 7


@pytest.mark.django_db
def test_an_error_half_way_leaves_no_half(monkeypatch: pytest.MonkeyPatch) -> None:
    note("trams", "en", 1)
    with monkeypatch.context() as broken:
        broken.setattr("django.db.models.query.QuerySet.update", fail)
        flush()
    assert not SearchedQuery.objects.exists()
    flush()
    assert logged() == {"trams": 1}


@pytest.mark.django_db
def test_threads_lose_no_count() -> None:
    threads = [threading.Thread(target=lambda: [note("trams", "en", 1) for _ in range(200)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        flush()
    flush()
    assert logged() == {"trams": 800}


@pytest.mark.django_db
def test_old_days_are_forgotten(settings: Any) -> None:
    today = timezone.localdate()
    for age in (0, 179, 180, 181, 400):
        SearchedQuery.objects.create(day=today - timedelta(days=age), language="fa", key="x", text="x")
    settings.SEARCH_LOG_DAYS = 180
    assert forget_old() == 2
    assert SearchedQuery.objects.order_by("day").values_list("day", flat=True)[0] == today - timedelta(days=180)


@pytest.mark.django_db
def test_a_log_that_is_off_keeps_nothing(settings: Any) -> None:
    SearchedQuery.objects.create(day=timezone.localdate(), language="fa", key="x", text="x")
    settings.SEARCH_LOG_DAYS = 0
    note("trams", "en", 1)
    assert flush() == 0 and forget_old() == 1 and not SearchedQuery.objects.exists()
