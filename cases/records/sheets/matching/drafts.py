"""Rows of other people's sheets as drafts: nothing that can be kept is lost, and nothing is changed in silence."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from cases.records.problems import SHOWN, Line, Problem, cell_name
from cases.records.sheets.blanks import blank_word, is_blank
from cases.records.sheets.cells import CellError, Names, plain
from cases.records.sheets.columns import Column
from cases.records.sheets.example import is_example
from cases.records.sheets.row import Row
from cases.records.sheets.sheet import put_value
from cases.written.addresses import any_script_part
from cases.written.not_numbers import is_dash, is_unknown

from .draft_cells import DraftCells, YearRange
from .draft_city import city_of
from .draft_record import Path, settled
from .known_words import is_sum
from .labels import NOTES
from .matching import Headings, Matching, is_joined

_NOTE = 900  # characters of a note for editors
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_MOST_REMEMBERED = 100_000  # rows, among which one that is there again is noticed


class DraftSheet:
    """Reader of the rows under a header row that a person, or the words themselves, have matched with our columns."""

    def __init__(self, headings: Headings, matching: Matching, names: Names) -> None:
        self._headings, self._matching, self._names = headings, matching, names
        self._columns = matching.applied(headings)
        self._cells = DraftCells(matching, names, headings.language)
        self._rows: dict[str, tuple[int, str]] = {}  # number and digest of a row, by the id made for it

    def lines(self, rows: Iterable[Row]) -> Iterator[Line]:
        """Lines of the rows; of those that hold no case, with a note only."""
        header = self._header_line()
        if header.notes:
            yield header
        for row in rows:
            if row.number <= self._headings.row:
                continue
            values = list(row.values)
            for position, origin in row.merged.items():
                if origin <= self._headings.row:
                    values[position] = None
            values = [None if isinstance(value, str) and not value.strip() else value for value in values]
            own = [value for at, value in enumerate(values) if row.merged.get(at, row.number) == row.number]
            if any(value is not None for value in own):
                line = self._line(row._replace(values=values))
                if line is not None:
                    yield line

    def _header_line(self) -> Line:
        """Line of the headings: what is left out, and how amounts are counted."""
        number, notes = self._headings.row, list[Problem]()
        line = Line(number, 0, None, [], notes)
        taken = {column.position for column, _heading in self._columns}
        for item in self._headings.items:
            cell = cell_name(item.position, number)
            if item.position not in taken:
                code = "column_left_out" if item.text else "column_without_heading"
                notes.append(Problem(number, "", "", "is left out", code, {}, cell, item.text[:SHOWN]))
        money = self._matching.money
        amounts = next((column for column, _heading in self._columns if column.name == "cost.amount"), None)
        if amounts and money.factor != 1:
            params = {"factor": f"{money.factor:,}", "currency": money.code}
            cell = cell_name(amounts.position, number)
            text = f"amounts are multiplied by {money.factor:,}"
            notes.append(Problem(number, "", amounts.name, text, "amounts_counted", params, cell))
        return line

    def _line(self, row: Row) -> Line | None:
        present = [(column, heading, self._at(row, column.position)) for column, heading in self._columns]
        present = [item for item in present if item[2] is not None and not self._is_empty(item[2])]
        if str(next((value for value in row.values if value is not None), "")).lstrip().startswith("#"):
            return None  # a note, as in sheets of ours
        if left_out := self._no_case(row, present):
            return left_out
        return _DraftRow(row, present, self._matching, self._names, self._cells, self._rows).line()

    @staticmethod
    def _at(row: Row, position: int) -> Any:
        return row.values[position] if position < len(row.values) else None

    @staticmethod
    def _is_empty(value: Any) -> bool:
        return isinstance(value, str) and is_dash(value)

    def _no_case(self, row: Row, present: list[tuple[Column, str, Any]]) -> Line | None:
        """Line of a row that holds no case: headings again, a sum, a note under the table."""
        texts = [str(value).strip() for value in row.values if value is not None]
        shown = " | ".join(texts)[:SHOWN]
        title = next((str(value).strip() for column, _heading, value in present if column.path[0] == "title"), "")
        same = sum(
            str(self._at(row, item.position) or "").strip() == item.text for item in self._headings.items if item.text
        )
        long = sum(
            column.path[0] in ("city", "challenge", "solution", "results") for column, _heading, _value in present
        )
        if same > 1 and 2 * same >= len(texts):
            code, reason = "headings_again", "are the headings again"
        elif (is_sum(title) or is_sum(texts[0])) and not long:
            code, reason = "sum_row", "adds up other rows"
        elif len(self._columns) >= 4 and (not present or (len({str(item[2]) for item in present}) == 1 and not long)):
            code, reason = "stray_row", "holds one text only"
        else:
            return None
        return Line(row.number, row.size, None, [], [Problem(row.number, "", "", reason, code, value=shown)])


class _DraftRow:
    """Row that is being read."""

    def __init__(
        self,
        row: Row,
        present: list[tuple[Column, str, Any]],
        matching: Matching,
        names: Names,
        cells: DraftCells,
        rows: dict[str, tuple[int, str]],
    ) -> None:
        self._row, self._present, self._matching, self._names = row, present, matching, names
        self._cells, self._rows = cells, rows
        self._content: dict[str, Any] = {}
        self._aside: list[str] = []
        positions = {column.name: column.position for column, _heading, _value in reversed(present)}
        self._line = Line(row.number, row.size, None, [], [], positions)

    def line(self) -> Line:
        """The line: a record, or what keeps it from being one."""
        currency = next((str(value) for column, _h, value in self._present if column.name == "cost.currency"), "")
        self._cells.begin_row(currency)
        for column, heading, value in self._present:
            self._read(column, heading, value)
        content = self._content
        if is_example(content):
            note = self._line.at("", "example_row", "is the example of the template, and is left out")
            return replace(self._line, notes=[note])
        if "cost" in content and "amount" in content["cost"]:
            content["cost"]["currency"] = content["cost"].get("currency") or self._cells.code
        if not content.get("title"):
            return self._refused("title", "missing", "is missing", "")
        try:
            city = city_of(content, self._matching, self._names)
        except CellError as error:
            field = next((name for name in self._line.positions if name.startswith("city.")), "city")
            shown = " ".join(str(value) for value in (content.get("city") or {}).values())
            return self._refused(field, error.code, error.reason, shown, **error.params)
        if city.note:
            shown = ", ".join(city.names.values())
            self._note(
                "city." + next(iter(city.names), "en"), city.note.code, city.note.reason, shown, city.note.params
            )
        digest = hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()
        if first := self._settle_id(city.english, digest):
            title = next(iter(content["title"].values()))
            note = self._line.at("", "repeated_row", f"is there already, in row {first}", title, line=first)
            return replace(self._line, notes=[note])
        return self._record()

    def _read(self, column: Column, heading: str, value: Any) -> None:
        shown = str(value)
        if column.name == NOTES:
            text = _plain(value)
            if text and not is_unknown(text):
                self._keep(heading, text)
            return
        if isinstance(value, str) and is_unknown(value) and column.path[0] != "title":
            self._note(column.name, "blank_word", "is taken as empty", shown)
            return
        self._names.taken()
        try:
            found = self._cells.value(column, value)
        except YearRange as years:
            found = years.first
            if column.name == "started" and "ended" not in self._line.positions:
                put_value(self._content, ("ended",), years.last)
        except CellError as error:
            if blank_word(value, column) or is_blank(value, column):
                self._note(column.name, "blank_word", "is taken as empty", shown)
            else:
                self._keep(heading, _plain(value))
                self._note(column.name, f"kept.{error.code}", error.reason, shown, error.params)
            return
        notes = self._names.taken()
        if any(note.code in ("unknown_topic_near", "topic_of_nobody") for note in notes):
            self._keep(heading, _plain(value))
        for note in notes:
            self._note(column.name, note.code, note.reason, shown, note.params)
        if column.position in self._row.merged and (origin := self._row.merged[column.position]) != self._row.number:
            cell = cell_name(column.position, origin)
            self._note(column.name, "merged_down", f"is taken from {cell}", shown, {"cell": cell})
        if found in ("", []):
            return
        if is_joined(column.name) and (before := _at(self._content, column.path)):
            found = [*before, *found] if isinstance(found, list) else f"{before}\n\n{found}"
            found = list(dict.fromkeys(found)) if isinstance(found, list) else found
        put_value(self._content, column.path, found)

    def _keep(self, heading: str, text: str) -> None:
        """Keeps a text among the notes for editors, with its heading."""
        text = _CONTROL.sub(" ", text)
        whole = f"{heading}: {text}" if heading else text
        for start in range(0, len(whole), _NOTE):
            piece = whole[start : start + _NOTE].strip()
            if piece and piece not in self._aside:
                self._aside.append(piece)

    def _note(self, field: str, code: str, reason: str, shown: str, params: Mapping[str, Any] | None = None) -> None:
        self._line.notes.append(self._line.at(field, code, reason, shown, **dict(params or {})))

    def _refused(self, field: str, code: str, reason: str, shown: str, **params: Any) -> Line:
        return replace(self._line, notes=[], problems=[self._line.at(field, code, reason, shown, **params)])

    def _settle_id(self, city: str, digest: str) -> int:
        """Gives the row an id. The number of the row that says just this, where one does; else 0."""
        title = self._content["title"]
        given = self._content.get("id") or ""
        made = given or any_script_part(f"{city} {title.get('en') or next(iter(title.values()))}")[:110].strip("-")
        made = made or hashlib.sha256(str(title).encode()).hexdigest()[:12]
        record_id, number = made, 1
        while (before := self._rows.get(record_id)) is not None:
            if before[1] == digest:
                return before[0]
            number += 1
            record_id = f"{made}-{number}"
        if number > 1:
            first = self._rows[made][0]
            self._note(
                "", "same_title", f"has the title and city of row {first}, and says something else", "", {"line": first}
            )
        if len(self._rows) < _MOST_REMEMBERED:
            self._rows[record_id] = self._row.number, digest
        self._content["id"] = record_id
        return 0

    def _record(self) -> Line:
        content = self._content
        for number, source in (content.get("sources") or {}).items():
            if "title" not in source and source.get("url"):
                content["sources"][number]["title"] = source["url"]
        for partner in (content.get("partners") or {}).values():
            partner.setdefault("role", "partner")
        for indicator in (content.get("indicators") or {}).values():
            for name in ("baseline", "target"):
                if isinstance(indicator.get(name), dict) and "value" not in indicator[name]:
                    del indicator[name]
        record, problems = settled(content, self._set_aside)
        if record is None:
            located = [self._line.at(p.field, p.code, p.reason, p.value, **p.params) for p in problems]
            return replace(self._line, notes=[], problems=located)
        if "status" not in content:
            self._note("status", "status_assumed", "is taken as running", "")
        if not record.topics:
            self._note("topics", "draft_without_topic", "has no topic yet", "")
        if self._aside:
            record = record.model_copy(update={"unverified": [*record.unverified, *self._aside]})
        notes = [replace(note, record_id=record.id) for note in self._line.notes]
        return replace(self._line, record=record, notes=notes)

    def _set_aside(self, part: Path, code: str, reason: str, params: Mapping[str, Any]) -> None:
        cells = [item for item in self._present if item[0].path[: len(part)] == part]
        for _column, heading, value in cells:
            if not is_unknown(_plain(value)):
                self._keep(heading, _plain(value))
        name = cells[0][0].name if cells else ".".join(map(str, part))
        shown = " | ".join(_plain(value) for _column, _heading, value in cells)
        params = {key: value for key, value in params.items() if key != "place"}
        self._note(name, f"kept.{code}" if cells else code, reason, shown, params)


def _plain(value: Any) -> str:
    try:
        return plain(value)
    except CellError:
        return str(value)


def _at(content: dict[str, Any], path: Path) -> Any:
    here: Any = content
    for step in path:
        here = here.get(step) if isinstance(here, dict) else None
    return here
