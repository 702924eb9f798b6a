"""Problems and notes of an import run, each kind of them together."""

from typing import Any

from cases.models import ImportRun
from cases.records.messages import problem_text
from cases.records.sheets.matching.labels import label_of


def problem_rows(run: ImportRun, kind: str = "problems") -> list[dict[str, Any]]:
    """Problems of a run in the reader's language, or its "notes" on parts left out of records that went in."""
    return [
        {
            "line": item["line"],
            "cell": item["cell"],
            "record": item["record_id"],
            "code": item["code"],
            "field": item["field"],
            "value": item["value"],
            "text": problem_text(item["code"], item["params"], item["reason"]),
        }
        for item in run.result.get(kind, [])
    ]


def grouped(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Problems of one kind in one column together, the most frequent first; equal cells are one row with its places."""
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        group = groups.setdefault(
            (row["code"], row["field"]),
            {"field": row["field"], "label": label_of(row["field"]) if row["field"] else "", "count": 0, "values": {}},
        )
        group["count"] += 1
        value = group["values"].setdefault((row["value"], row["text"]), {**row, "places": []})
        value["places"].append(row["cell"] or row["line"])
    found = sorted(groups.values(), key=lambda group: -group["count"])
    for group in found:
        group["rows"] = list(group.pop("values").values())
        texts = {row["text"] for row in group["rows"]}
        group["text"] = texts.pop() if len(texts) == 1 else ""
    return found
