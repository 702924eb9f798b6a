"""Records that become drafts: what only publication needs may be missing, and what is wrong is set aside."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Self

from pydantic import Field, ValidationError, model_validator

from cases.choices import Status
from cases.records.case import CaseRecord
from cases.records.fields import Code
from cases.records.problems import Problem, found_by_pydantic
from cases.records.sheets.cells import CellError
from cases.records.sheets.in_percent import percent_of_no_percent
from cases.records.sheets.sheet import whole_record

_MOST_ROUNDS = 60
Path = tuple[str | int, ...]


class DraftRecord(CaseRecord):
    """Record of a case of which only title and city need to be there. It gets a page in each language with a title."""

    topics: list[Code] = []
    status: Annotated[Status, Field(strict=False)] = Status.RUNNING

    @model_validator(mode="after")
    def prose_has_title(self) -> Self:
        """Lets a draft without any text pass."""
        return self

    def prose_languages(self) -> list[str]:
        """Languages with any text, of which a title is one."""
        written = super().prose_languages()
        return [language for language in written if language in self.title] or list(self.title)

    def complete_in(self, language: str) -> bool:
        """Whether a page in this language lacks nothing that publication needs."""
        return bool(self.topics and self.sources) and super().complete_in(language)


def settled(
    content: dict[str, Any], set_aside: Callable[[Path, str, str, Mapping[str, Any]], None]
) -> tuple[DraftRecord | None, list[Problem]]:
    """The record of a row without what is wrong in it, of which ``set_aside`` is told; or what keeps it out.

    ``set_aside`` is given the path, with items as the sheet counts them, and code, reason and parameters.
    """
    for _round in range(_MOST_ROUNDS):
        wrong: list[CellError] = percent_of_no_percent(content.get("indicators"))
        whole = {**whole_record(content, wrong), "id": content["id"]}
        for error in wrong:
            place = _path(error.params["place"].split("."))
            set_aside(_part(place), error.code, error.reason, error.params)
            _remove(content, _part(place))
        if wrong:
            continue
        try:
            return DraftRecord.model_validate(whole), []
        except ValidationError as error:
            fatal, found = [], error.errors()
        for item in found:
            place = _numbered(item, content)
            problem = found_by_pydantic(0, "", item)
            if place[0] in ("city", "id") or (place[0] == "title" and not _shorten(content, place, item)):
                fatal.append(problem)
                continue
            set_aside(_part(place), problem.code, problem.reason, problem.params)
            if not (place[0] == "summary" and _shorten(content, place, item)):
                _remove(content, _part(place))
        if fatal:
            return None, fatal
    return None, [Problem(0, "", "", "cannot be read", "unreadable_row")]


def _path(parts: list[str]) -> Path:
    return tuple(int(part) if part.isdecimal() else part for part in parts)


def _numbered(item: Any, content: dict[str, Any]) -> Path:
    """Place of an error, with the items of lists as the sheet counts them."""
    place = [*item["loc"], *_path(str((item.get("ctx") or {}).get("place", "")).split("."))]
    place = [part for part in place if part != ""] or [""]
    items = content.get(str(place[0]))
    if len(place) > 1 and isinstance(items, dict) and isinstance(place[1], int):
        numbers = sorted(items)
        place[1] = numbers[place[1]] if place[1] < len(numbers) else place[1]
    return tuple(place)


def _part(place: Path) -> Path:
    """The smallest part of a record that can be left out because of an error in it."""
    first = place[0]
    if first == "indicators" and len(place) > 2 and place[2] in ("baseline", "target", "measurements"):
        return place[:3]
    if first in ("indicators", "sources", "partners", "documents", "adoptions", "cost", "outcome", "summary", "brief"):
        short = first in ("cost", "outcome") and place[1:2] in (("amount",), ("currency",), ("basis",), ())
        return place[:1] if short else place[:2]
    return place[:2] if len(place) > 1 and isinstance(place[1], str) else place[:1]


def _remove(content: dict[str, Any], part: Path) -> None:
    here: Any = content
    for step in part[:-1]:
        here = here.get(step) if isinstance(here, dict) else None
    if isinstance(here, dict):
        here.pop(part[-1], None)
        here.pop(f"{part[-1]}_known", None)
        if len(part) > 1 and not here and part[0] in content:
            content.pop(str(part[0]))


def _shorten(content: dict[str, Any], place: Path, item: Any) -> bool:
    """Cuts a text that is too long, which stays whole among the notes. False where that is not what is wrong."""
    most = (item.get("ctx") or {}).get("max_length")
    is_text = len(place) == 2 and isinstance(item["input"], str)
    if item["type"] not in ("string_too_long", "too_long") or not is_text or not isinstance(most, int):
        return False
    texts = content[str(place[0])]
    texts[place[1]] = texts[place[1]][: most - 1].rsplit(" ", 1)[0].rstrip() + "…"
    return True
