"""Values of an object as its form would show them, flat: two states can be compared, and their changes told."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.forms import ModelChoiceField

MOST_CHANGES = 200  # of one save that are told
LONGEST = 1000  # characters of a value that are told


@dataclass(frozen=True, slots=True)
class StoredValue:
    """A value and its place: names of fields, with the names of children between, as in indicators, CO2, unit."""

    place: tuple[str, ...]
    text: str


Values = Mapping[str, StoredValue]


def stored_values(form: Any) -> Values:
    """Values of the object of an unbound form, by a key that stays when a child is renamed."""
    return dict(_values(form, "", ()))


def fingerprint(values: Values) -> str:
    """Short text that differs where any value does."""
    told = json.dumps(sorted((key, value.text) for key, value in values.items()), ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def changes(before: Values, after: Values) -> list[dict[str, Any]]:
    """Changes between two states: the place, the old text and the new one, "" where there was or is none."""
    found = []
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        texts = [value.text if value else "" for value in (old, new)]
        if texts[0] != texts[1]:
            [place, *_older] = [value.place for value in (new, old) if value]
            found.append(change(place, *texts))
    return found[:MOST_CHANGES]


def change(place: Sequence[str], old: str, new: str) -> dict[str, Any]:
    """Change of one value, as the log keeps it."""
    return {"place": list(place), "old": old[:LONGEST], "new": new[:LONGEST]}


def _values(form: Any, key: str, place: tuple[str, ...]) -> Iterator[tuple[str, StoredValue]]:
    for name, field in form.fields.items():
        if name in ("id", "ORDER", "DELETE") or getattr(field.widget, "is_hidden", False):
            continue
        value = form.get_initial_for_field(field, name)
        if isinstance(field, ModelChoiceField) and isinstance(getattr(form.instance, name, None), Model):
            value = getattr(form.instance, name)
        for part, text in _texts(value):
            yield f"{key}{name}{part}", StoredValue((*place, name, *([part[1:]] if part else [])), text)
    for name, formset in getattr(form, "formsets", {}).items():
        for number, child in enumerate(formset.initial_forms):
            own = f"{key}{name}/{child.instance.pk or f'new-{number}'}/"
            yield from _values(child, own, (*place, name, str(child.instance)))


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    """Texts of a value: one for each language where it has several, "" as their key where it has not."""
    if isinstance(value, dict):
        for part, text in value.items():
            yield f"/{part}", _text(text)
    else:
        yield "", _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return " · ".join(map(_text, value))
    return str(value)
