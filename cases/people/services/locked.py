"""Rows that one request has for itself: whoever decides about a city's members has the city."""

from typing import Any, TypeVar

from django.db import transaction

from cases.models import City
from cases.people.models import CityInvitation, Membership, MembershipRequest

Row = TypeVar("Row", Membership, CityInvitation, MembershipRequest)
TRIES = 5  # each time the city was merged away while its lock was waited for


class GoneError(Exception):
    """Error where a row, or its city, is not there any more."""


def lock_city(city: City) -> City:
    """The city as it is now, locked until the transaction ends. Raises GoneError."""
    transaction.get_connection().validate_no_broken_transaction()
    found = City.objects.select_for_update(no_key=True).filter(pk=city.pk).first()
    if found is None:
        raise GoneError
    return found


def lock(row: Row) -> Row:
    """The row as it is now, after its city was locked: always in this order, so that nobody waits for each other.

    A merge may take the row to another city meanwhile; then that one is locked. Raises GoneError.
    """
    model: Any = type(row)
    for _try in range(TRIES):
        city = model.objects.filter(pk=row.pk).values_list("city_id", flat=True).first()
        if city is None:
            break
        if City.objects.select_for_update(no_key=True).filter(pk=city).first() is None:
            continue
        found: Row | None = model.objects.select_for_update(of=("self",)).filter(pk=row.pk, city=city).first()
        if found is not None:
            return found
    raise GoneError
