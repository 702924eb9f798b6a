"""Cases as JSON and as GeoJSON."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

Case = dict[str, Any]


def json_parts(cases: Iterable[Case]) -> Iterator[str]:
    """Parts of a JSON object whose ``cases`` are as the API gives each."""
    yield from _listed('{"cases": [', cases, "]}\n")


def geojson_parts(cases: Iterable[Case]) -> Iterator[str]:
    """Parts of a collection of features (RFC 7946): each case at the place of its city, longitude before latitude."""
    yield from _listed('{"type": "FeatureCollection", "features": [', map(_feature, cases), "]}\n")


def _listed(before: str, entries: Iterable[Case], after: str) -> Iterator[str]:
    yield before
    for number, entry in enumerate(entries):
        yield f"{',' if number else ''}\n{json.dumps(entry, ensure_ascii=False)}"
    yield after


def _feature(case: Case) -> Case:
    place = case["place"]
    is_placed = place["longitude"] is not None and place["latitude"] is not None
    position = {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]}
    return {
        "type": "Feature",
        "id": case["code"],
        "geometry": position if is_placed else None,
        "properties": {
            **{name: case[name] for name in ("code", "url", "data", "status", "setbacks", "sdgs")},
            "title": case["title"] and case["title"]["text"],
            "brief": case["brief"] and case["brief"]["text"],
            "city": place["city"]["name"],
            "country": place["country"]["code"],
            "topics": [topic["code"] for topic in case["topics"]],
            "started": case["started"] and case["started"]["year"],
            "ended": case["ended"] and case["ended"]["year"],
            "outcome": case["outcome"]["goal"],
            "evidence": case["evidence"]["level"],
            "opinions": case["evidence"]["opinions"],
            "archived": case["archived"] and case["archived"]["on"],
            "cost": case["cost"] and {name: case["cost"][name] for name in ("amount", "currency", "kind", "dollars")},
            "licence": case["licence"]["code"],
        },
    }
