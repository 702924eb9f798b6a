"""Whatever is typed gets an answer: any characters, any script, also what no keyboard types."""

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.answer.service import search
from search.answer.suggest import suggest
from search.params import SearchParams

STARTS = (0x41, 0x391, 0x410, 0x5D0, 0x621, 0x671, 0x905, 0x4E00)
SCRIPTS = "".join(chr(start + step) for start in STARTS for step in range(20))
PIECES = [
    "پسماند",
    "شهر ها",
    "city:",
    "topic:waste",
    "شهر:تهران",
    "-",
    '"',
    "waste",
    "نفايات",
    "status:",
    "çöp",
    "می",
    "؟",
]
typed = (
    st.text(max_size=512)
    | st.text(SCRIPTS + " \u200c\u200f'\"-:()*?~^\\/", max_size=512)
    | st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
)


@pytest.mark.usefixtures("starter")
class TestAnyText:
    @given(typed, st.sampled_from(["fa", "en", "ar"]))
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_a_search_and_suggestions(self, index: Any, text: str, language: str) -> None:
        page = search(SearchParams(q=text, language=language))
        answer = json.loads(json.dumps(page.as_dict()))
        assert answer["total"] >= len(answer["hits"])
        for hit in (*answer["hits"], *answer["nearby"]):
            snippet = hit["highlights"]["snippet"]
            assert all(0 <= start < end <= len(snippet["text"]) for start, end in snippet["marks"])
        suggest(text, language)

    @given(typed, st.sampled_from(["fa", "en", "ar"]))
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_the_page_and_the_api(self, index: Any, text: str, language: str) -> None:
        for path in (f"/{language}/search/", "/api/v1/search"):
            answer = Client().get(path, {"q": text, "lang": language})
            assert answer.status_code == 200, (path, text)
