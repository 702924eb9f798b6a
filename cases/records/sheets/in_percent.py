"""Figures in percent, which an indicator may have whose unit is percent."""

import re
from typing import Any

from .cells import CellError, InPercent

_PERCENT = re.compile(r"[%٪﹪％]|per\s?cent|درصد|المئة|المائة|\bpct\b", re.IGNORECASE)


def percent_of_no_percent(indicators: Any) -> list[CellError]:
    """Errors of figures that are in percent though the unit of their indicator is another, by its number."""
    errors = []
    for number, indicator in indicators.items() if isinstance(indicators, dict) else ():
        unit = indicator.get("unit")
        if not unit or _PERCENT.search(str(unit)):
            continue
        figures = {f"{name}.value": (indicator.get(name) or {}).get("value") for name in ("baseline", "target")}
        points = indicator.get("measurements") or []
        figures["measurements"] = next((p["value"] for p in points if isinstance(p["value"], InPercent)), None)
        errors += [
            CellError(
                "percent_for_unit",
                f"is in percent, and the unit is {unit}",
                unit=str(unit)[:60],
                place=f"indicators.{number}.{name}",
            )
            for name, value in figures.items()
            if isinstance(value, InPercent)
        ]
    return errors
