"""Where meaning was left out, the page and the API say so; what was late is there on the next page."""

import json
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from search.answer.metrics import WITHOUT_MEANING
from search.meaning import asking
from search.meaning.embedder import MODULES, EmbedderUnavailable, get_embedder
from search.sync.rebuild import rebuild
from tests.search.paced_embedder import PacedEmbedder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("codes")]
LATE = "slow+0.8+buses"
SAID = {
    "fa": "این بار فقط خود واژه‌ها سنجیده شد، نه معنای آن‌ها.",
    "en": "This time only the words were compared, not what they mean.",
    "ar": "قورنت هذه المرة الكلمات وحدها، لا معانيها.",
}


@pytest.fixture
def model(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[PacedEmbedder]:
    monkeypatch.setitem(MODULES, "paced", "tests.search.paced_embedder.PacedEmbedder")
    settings.SEARCH_EMBEDDER = "paced"
    settings.SEARCH_EMBEDDER_PATIENCE = 0.2
    embedder = get_embedder()
    assert isinstance(embedder, PacedEmbedder)
    embedder.asked, embedder.error = [], None
    rebuild()
    asking.forget_answers()
    assert asking.ask("buses")() is not None
    yield embedder
    asking.forget_answers()


def page(q: str, language: str = "en") -> tuple[str, str]:
    """A page of results, and how it may be kept."""
    response = Client().get(f"/{language}/search/?q={q}")
    assert response.status_code == 200
    return response.content.decode(), response.headers.get("Cache-Control", "")


@pytest.mark.parametrize("language", SAID)
def test_the_page_says_it_in_the_language_of_the_reader(model: PacedEmbedder, language: str) -> None:
    content, kept = page(LATE, language)
    assert SAID[language] in content and "no-store" in kept
    link = content[content.index(SAID[language]) :].split("</p>")[0]
    assert 'href="?q=slow+0.8+buses' in link, "and leads to the same search"
    started = time.monotonic()
    while SAID[language] in page(LATE, language)[0]:
        assert time.monotonic() - started < 10
    assert model.asked.count("slow 0.8 buses") == 1


def test_a_long_search_is_sent_again_by_a_button(model: PacedEmbedder) -> None:
    content, _kept = page(LATE + "+and" * 200)
    button = content[content.index(SAID["en"]) :].split("</p>")[0]
    assert 'form="same-search"' in button


def test_nothing_is_said_where_nothing_was_left_out(model: PacedEmbedder, settings: Any) -> None:
    assert SAID["en"] not in page("buses")[0]
    assert SAID["en"] not in page("")[0], "a catalogue has no text whose meaning counts"
    settings.SEARCH_EMBEDDER = "off"
    content, kept = page(LATE)
    assert SAID["en"] not in content and "no-store" not in kept, "meaning is off for everybody, always"


def test_the_api_says_it(model: PacedEmbedder) -> None:
    before = WITHOUT_MEANING._value.get()
    address = f"/api/v1/search?lang=en&q={LATE}"
    assert Client().get(address).json()["meaning_left_out"] is True
    time.sleep(1.0)
    assert Client().get(address).json()["meaning_left_out"] is False
    assert WITHOUT_MEANING._value.get() == before + 1
    described = Client().get("/api/v1/openapi.json").json()["components"]["schemas"]["SearchOut"]
    assert "meaning_left_out" in described["required"]
    assert "Words alone" in described["properties"]["meaning_left_out"]["description"]


def test_a_failure_is_said_as_well(model: PacedEmbedder) -> None:
    model.error = EmbedderUnavailable("broken")
    assert SAID["en"] in page("trams")[0]
    assert SAID["en"] in page("trains")[0], "also while the model rests"


def test_the_command_and_batches_wait(model: PacedEmbedder, tmp_path: Path) -> None:
    said, file = StringIO(), tmp_path / "batch.jsonl"
    call_command("search_query", "slow 0.5 command", lang="en", json=True, stdout=said)
    assert json.loads(said.getvalue())["meaning_left_out"] is False
    file.write_text("".join(json.dumps({"id": n, "q": f"slow 0.4 {n}", "lang": "en"}) + "\n" for n in range(3)))
    said = StringIO()
    call_command("search_query", batch=file, stdout=said)
    assert [json.loads(line)["meaning_left_out"] for line in said.getvalue().splitlines()] == [False] * 3


def test_the_command_says_what_it_could_not_compare(model: PacedEmbedder) -> None:
    model.error = EmbedderUnavailable("broken")
    said = StringIO()
    call_command("search_query", "trams", lang="en", stdout=StringIO(), stderr=said)
    assert "words alone were compared" in said.getvalue()
