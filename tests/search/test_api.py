"""Facets and orders as the public API takes and describes them."""

import pytest
from django.test import Client

from search.content.facets import FACETS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]


def test_the_api_takes_every_facet_and_order() -> None:
    query = {"lang": "fa", "sort": "started", "region": ["034", "145"], "decade": "2000", "results": "stated"}
    answer = Client().get("/api/v1/search", query).json()
    assert answer["total"] and set(answer["facets"]) == set(FACETS)
    chosen = {name: [item["value"] for item in values if item["selected"]] for name, values in answer["facets"].items()}
    assert set(chosen["region"]) == {"034", "145"} and chosen["decade"] == ["2000"]


def test_the_api_describes_every_facet_and_order() -> None:
    schema = Client().get("/api/v1/openapi.json").json()
    parameters = {item["name"]: item["schema"] for item in schema["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert set(FACETS) <= set(parameters)
    assert parameters["region"]["type"] == "array" and "started" in parameters["sort"]["enum"]
