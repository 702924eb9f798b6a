"""An index is built anew while cases go on changing and readers go on searching."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from search.answer.service import search
from search.contract.documents import SearchDocument
from search.engines import get_engine
from search.engines.embedded.engine import EmbeddedEngine
from search.models import RefusedDocument
from search.params import SearchParams
from search.sync import rebuild as rebuilding
from search.sync.consistency import check
from search.sync.delivery import drain
from search.sync.lag import OutboxState, outbox_state
from search.sync.locks import AlreadyRunning, index_lock, rebuild_lock
from search.sync.rebuild import Incomplete, ensure_index, rebuild
from tests.search.editing import change, found, withdraw
from tests.search.faulty_engines import PoisonedEngine

pytestmark = pytest.mark.django_db


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], None]:
    """Makes something happen once the documents of a rebuild are read, before the swap."""

    def arrange(happen: Callable[[], None]) -> None:
        read = rebuilding.documents

        def documents() -> Iterator[SearchDocument]:
            yield from read()
            happen()

        monkeypatch.setattr(rebuilding, "documents", documents)

    return arrange


@pytest.mark.parametrize("drained", [True, False], ids=["applied to the old one", "still waiting"])
def test_what_changes_meanwhile_is_in_the_new_one(codes: list[str], meanwhile: Any, drained: bool) -> None:
    def happen() -> None:
        change(codes[0], "hippopotamus")
        withdraw(codes[1])
        if drained:
            drain()
            assert found("hippopotamus") == [codes[0]], "the old one answers, and is kept fresh"

    meanwhile(happen)
    assert rebuild() == 2
    assert not check() and outbox_state() == {"embedded": OutboxState()}
    assert found("hippopotamus") == [codes[0]] and codes[1] not in get_engine().versions()


def test_words_of_what_changed_meanwhile_are_known(codes: list[str], meanwhile: Any) -> None:
    meanwhile(lambda: change(codes[0], "hippopotamus"))
    rebuild()
    assert search(SearchParams(q="hippopotamos", language="en")).hits


def test_the_second_of_two_says_so_and_stops(codes: list[str]) -> None:
    def second() -> None:
        with pytest.raises(CommandError, match="another process is building"):
            call_command("search_rebuild", verbosity=0)

    with rebuild_lock() as held:
        assert held
        with pytest.raises(AlreadyRunning):
            rebuild(wait=0)
        second()
    assert rebuild() == 3


def test_a_change_is_applied_while_an_index_is_built(codes: list[str]) -> None:
    with rebuild_lock():
        change(codes[0], "hippopotamus")
        drain()
        assert found("hippopotamus") == [codes[0]]


def test_a_document_that_is_refused_meanwhile_waits_and_the_rest_is_there(
    codes: list[str], meanwhile: Any, settings: Any
) -> None:
    engine = PoisonedEngine(settings.SEARCH_INDEX_DIR / "embedded")

    def happen() -> None:
        change(codes[0], "hippopotamus")
        change(codes[1], "rhinoceros")
        engine.poisonous = {codes[0]}

    meanwhile(happen)
    assert rebuild(engine) == 3
    assert set(RefusedDocument.objects.values_list("code", flat=True)) == {codes[0]}
    assert check(engine).stale == [codes[0]]


def test_an_index_that_lacks_something_never_answers(codes: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    read = rebuilding.documents
    monkeypatch.setattr(rebuilding, "documents", lambda: (one for one in read() if one.code != codes[0]))
    with pytest.raises(Incomplete, match="2 documents in the new index, 3 public cases"):
        rebuild()
    assert set(get_engine().versions()) == set(codes)


def test_rolled_back_and_brought_up_to_date(codes: list[str], capsys: Any) -> None:
    rebuild()
    change(codes[0], "hippopotamus")
    withdraw(codes[1])
    drain()
    call_command("search_rollback")
    assert "2 cases brought up to date" in capsys.readouterr().out
    assert found("hippopotamus") == [codes[0]] and not check()


def test_nothing_to_roll_back_to(settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = settings.SEARCH_INDEX_DIR / "other"
    get_engine.__globals__["_make"].cache_clear()
    rebuild()
    with pytest.raises(CommandError, match="no index is kept"):
        call_command("search_rollback")


def test_a_leftover_of_a_killed_one_is_swept(codes: list[str], settings: Any) -> None:
    engine = get_engine()
    assert isinstance(engine, EmbeddedEngine)
    half = engine.new_index()
    rebuild()
    assert not (engine.store.folder / half).exists()


def test_an_index_of_today_is_not_built_again(codes: list[str]) -> None:
    assert ensure_index() is None
    with index_lock(wait=False) as held:
        assert held and ensure_index() is None
