"""History of what is done to many things at once, or ends one: merges, imports, dates set by a bulk action."""

from collections.abc import Mapping
from typing import Any

from wagtail.log_actions import log

# Actions of the log; the admin says them in words (viewsets/history.py).
MERGED, IMPORTED, IMPORT_UNDONE = "cases.merge", "cases.import", "cases.import_undone"
VALUES = "cases.values"
COUNTED = ("created", "updated", "unchanged", "undone")  # of an import


def note_merge(target: Any, source: str, cases: int, user: Any) -> None:
    """Notes at what is left that another was merged into it."""
    log(target, MERGED, user=user, data={"source": source, "cases": cases})


def note_import(run: Any, counts: Mapping[str, int], *, is_undone: bool, user: Any = None) -> None:
    """Notes that a file was imported, or its import undone, and how many cases or topics that changed."""
    kept = {name: counts[name] for name in COUNTED if counts.get(name)}
    log(run, IMPORT_UNDONE if is_undone else IMPORTED, user=user or run.user, data=kept)


def note_value(thing: Any, field: str | list[str], old: Any, new: Any, user: Any) -> None:
    """Notes the change of one value of something that is no page. ``field``: its name, or the names on the way."""
    told = {name: "" if value is None else str(value) for name, value in (("old", old), ("new", new))}
    log(thing, VALUES, user=user, data={"values": [{"place": [field] if isinstance(field, str) else field, **told}]})
