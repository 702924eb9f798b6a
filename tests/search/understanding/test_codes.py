"""Codes of cases, as people type them."""

import pytest
from django.test import Client

from search.understanding.codes import code_in


@pytest.mark.parametrize("typed", ["THR-0001", " thr-0001", "Thr‑۰۰۰۱", "thr 0001", "THR0001", "THR–٠٠٠١"])
def test_a_code_is_known_however_it_is_typed(typed: str) -> None:
    assert code_in(typed) == "THR-0001"


@pytest.mark.parametrize("typed", ["", "THR", "0001", "THR-1", "THR-0001 bus", "تهران ۱۳۹۹", "THR--0001", "x" * 9000])
def test_what_is_no_code(typed: str) -> None:
    assert code_in(typed) == ""


@pytest.mark.django_db
@pytest.mark.usefixtures("starter", "index")
def test_a_code_finds_its_case_first_and_one_of_no_public_case_nothing() -> None:
    for typed in ("THR-0001", "thr‑۰۰۰۱"):
        found = Client().get("/api/v1/search", {"q": typed, "lang": "fa"}).json()
        assert [case["code"] for case in found["hits"]][:1] == ["THR-0001"]
        assert found["nearby"] == [], "a code names one case"
    assert Client().get("/api/v1/search", {"q": "THR-9999", "lang": "fa"}).json()["total"] == 0
