"""Differences between two states of the figures of a case: of each value the place, the old one and the new one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cases.models import Unit

from .figures import Figures

INDICATORS, MEASUREMENTS = "indicators", "measurements"
_POINT = ("value", "kind", "source")


@dataclass(frozen=True, slots=True)
class FigureChange:
    """Change of one value. ``when``: the date of a measurement as it is known; "" for a value of the series itself."""

    series: str
    when: str
    field: str
    language: str  # of a name
    old: str
    new: str

    @property
    def noted(self) -> dict[str, Any]:
        """The change as the history keeps it."""
        between = [MEASUREMENTS, self.when] if self.when else []
        place = [INDICATORS, self.series, *between, self.field, *([self.language] if self.language else [])]
        return {"place": place, "old": self.old, "new": self.new}


def figure_changes(old: Figures, new: Figures) -> list[FigureChange]:
    """Changes between figures, in the order of the new ones; what is gone comes last."""
    units = _units(old, new)
    pairs = _paired(old, new)
    found: list[FigureChange] = []
    for before, after in pairs:
        values = [dict(_values(row, units)) if row else {} for row in (before, after)]
        name = _name(after or before or {})
        for place in dict.fromkeys([*values[1], *values[0]]):
            texts = [side.get(place, "") for side in values]
            if texts[0] != texts[1]:
                when, field, language = place
                found.append(FigureChange(name, when, field, language, *texts))
    return found


def _paired(old: Figures, new: Figures) -> list[tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]]:
    """Series of both states that are the same one: by its row, else by a name."""
    left = list(old)
    partners: dict[int, Mapping[str, Any]] = {}
    for is_same in (_is_same_row, _has_same_name):
        for number, row in enumerate(new):
            partner = next((other for other in left if number not in partners and is_same(other, row)), None)
            if partner is not None:
                partners[number] = partner
                left.remove(partner)
    return [*((partners.get(number), row) for number, row in enumerate(new)), *((row, None) for row in left)]


def _is_same_row(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return one["pk"] is not None and one["pk"] == other["pk"]


def _has_same_name(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return any(text and other["name"].get(language) == text for language, text in one["name"].items())


def _values(row: Mapping[str, Any], units: Mapping[int, str]) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Values of a series by measurement, field and language."""
    for language, text in row["name"].items():
        yield ("", "name", language), text
    yield ("", "unit", ""), units.get(row["unit"], "")
    yield ("", "direction", ""), row["direction"]
    for point in ("baseline", "target"):
        year = row[f"{point}_known"] or row[f"{point}_year"]
        yield ("", f"{point}_year", ""), str(year or "")
        yield ("", f"{point}_value", ""), _figure(row[f"{point}_value"])
    yield ("", "source", ""), row["source"]
    seen: dict[str, int] = {}
    for point in sorted(row["measurements"], key=lambda found: found["date"]):
        when = when_of(point)
        seen[when] = seen.get(when, 0) + 1
        again = f" [{seen[when]}]" if seen[when] > 1 else ""
        for field in _POINT:
            yield (when + again, field, ""), _figure(point[field]) if field == "value" else point[field]


def when_of(point: Mapping[str, Any]) -> str:
    """Date of a measurement as it is known: 1401, 2022-05."""
    if point["known"]:
        return str(point["known"])
    return str({"year": point["date"][:4], "month": point["date"][:7]}.get(point["precision"], point["date"]))


def _figure(value: Any) -> str:
    return "" if value is None else f"{Decimal(str(value)).normalize():f}"


def _name(row: Mapping[str, Any]) -> str:
    return " / ".join(text for text in row["name"].values() if text)


def _units(*states: Figures) -> dict[int, str]:
    keys = {row["unit"] for figures in states for row in figures}
    return {unit.pk: str(unit) for unit in Unit.objects.filter(pk__in=keys)}
