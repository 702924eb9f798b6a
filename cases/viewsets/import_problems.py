"""Problems and notes of an import run, each kind of them together."""

from typing import Any

from cases.models import ImportRun
from cases.records.messages import problem_text
from cases.records.sheets.matching.labels import label_of

LEFT_OUT = ("column_left_out", "column_without_heading", "repeated_row", "sum_row", "stray_row", "headings_again")


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


def _rank(code: str) -> int:
    return 0 if code in LEFT_OUT else 1 if code.startswith("kept.") else 2


def grouped(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Problems of one kind in one column together; equal cells are one row with its places.

    What is left out comes first, then what was set aside, then what was read; of these the most frequent.
    """
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        label = label_of(row["field"]) if row["field"] else ""
        new = {"field": row["field"], "label": label, "rank": _rank(row["code"]), "count": 0, "values": {}}
        group = groups.setdefault((row["code"], row["field"]), new)
        group["count"] += 1
        value = group["values"].setdefault((row["value"], row["text"]), {**row, "places": []})
        value["places"].append(row["cell"] or row["line"])
    found = sorted(groups.values(), key=lambda group: (group["rank"], -group["count"]))
    for group in found:
        group["rows"] = list(group.pop("values").values())
        texts = {row["text"] for row in group["rows"]}
        group["text"] = texts.pop() if len(texts) == 1 else ""
    return found
