"""Validation of a record that goes on after the first rule that is broken, so that all is told at once."""

from typing import Any

from django.conf import settings
from pydantic import ValidationError

from .case import PROSE, CaseRecord

_MOST_ROUNDS = 30
_GOOD: dict[str, Any] = {
    "id": "x", "city": {"en": "x", "country": "IR"}, "topics": ["x"], "status": "running", "started": None,
    "ended": None, "cost": None, "outcome": None, "body": None, "gallery": None, "started_known": None,
    "ended_known": None, "licence": "CC-BY-4.0", "brief": {}, "summary": {},
}  # fmt: skip
_SOURCE = {"title": "x", "url": "https://example.org/", "seen": False}


def validate(content: dict[str, Any]) -> tuple[CaseRecord | None, list[Any]]:
    """The record, or every error of pydantic.

    Rules across fields are only asked where each field is good, and the first of them that is broken hides the rest.
    So a field with an error is replaced by a good one, and the record asked again, until nothing new comes up.
    """
    content, excused, found = dict(content), set[str](), list[Any]()
    for _round in range(_MOST_ROUNDS):
        try:
            record = CaseRecord.model_validate(content)
        except ValidationError as error:
            fresh = [item for item in error.errors() if _field(item) not in excused]
            fresh = [item for item in fresh if item["type"] != "no_prose" or not excused.intersection(PROSE)]
            if not fresh:
                break
            found += fresh
            for item in fresh:
                _excuse(content, item, excused)
        else:
            return (None if found else record), found
    return None, found


def _field(item: Any) -> str:
    place = [*map(str, item["loc"]), *str((item.get("ctx") or {}).get("place", "")).split(".")]
    return place[0]


def _excuse(content: dict[str, Any], item: Any, excused: set[str]) -> None:
    """Puts something good in the place of an error."""
    name = _field(item)
    if item["type"] == "prose_without_title":
        language = item["ctx"]["place"].partition(".")[2]
        content["title"] = {**content["title"], language: "x"}
        return  # other languages may lack one as well
    excused.add(name)
    given = content.get(name)
    if item["type"] == "extra_forbidden" and len(item["loc"]) == 1:
        content.pop(name)
    elif name == "title":
        content[name] = {code: "x" for code, _name in settings.LANGUAGES}
    elif name in PROSE:
        languages = {code for code, _name in settings.LANGUAGES}
        content[name] = {code: "x" for code in given if code in languages} if isinstance(given, dict) else {}
    elif name == "sources":
        content[name] = [_SOURCE] * len(given) if isinstance(given, list) else []
    else:
        content[name] = _GOOD.get(name, [])
