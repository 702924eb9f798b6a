"""Values of a message as they are stored: people by key, so that a name that changes or goes does so here as well."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.people.selectors.reading import display_name

PERSON, MOMENT, DAY = "$person", "$moment", "$day"


def stored(value: Any) -> Any:
    """Value in a form that JSON keeps. Raises TypeError for what is no text, number, date, person or list of them."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, User):
        return {PERSON: value.pk} if value.pk else display_name(value, "en")
    if isinstance(value, str | Promise):
        return str(value).replace("\x00", "")  # which PostgreSQL does not keep
    if isinstance(value, datetime):
        return {MOMENT: value.isoformat()}
    if isinstance(value, date):
        return {DAY: value.isoformat()}
    if isinstance(value, Mapping):
        return {str(key): stored(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [stored(item) for item in value]
    raise TypeError(f"A message keeps no {type(value).__name__}")


def restored(value: Any, language: str) -> Any:
    """Value as a template reads it: people by name, dates as such."""
    people = User.objects.in_bulk(_people(value))
    return _restored(value, language, people)


def _people(value: Any) -> set[int]:
    if isinstance(value, dict):
        if set(value) == {PERSON}:
            return {value[PERSON]}
        value = list(value.values())
    return set().union(*map(_people, value)) if isinstance(value, list) else set()


def _restored(value: Any, language: str, people: dict[int, User]) -> Any:
    if isinstance(value, list):
        return [_restored(item, language, people) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {PERSON}:
        found = people.get(value[PERSON])
        return display_name(found, language) if found else _("somebody who has left")
    if set(value) == {MOMENT}:
        return parse_datetime(value[MOMENT])
    if set(value) == {DAY}:
        return parse_date(value[DAY])
    return {key: _restored(item, language, people) for key, item in value.items()}
