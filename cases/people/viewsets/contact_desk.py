"""Section of the desk about contacts of cities that need somebody: not reached, or to be confirmed."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone

from cases.people.models import CityContact
from cases.people.permissions import Action, may
from cases.people.selectors.contacts import state_of
from cases.selectors.localized_format import active_language

SHOWN = 10


def contacts_of_cities(user: Any, request: HttpRequest) -> Mapping[str, Any] | None:
    """Contacts that need somebody, those not reached first; None for who does not keep them, or where none does."""
    if not may(user, Action.KEEP_CONTACT):
        return None
    needing = CityContact.objects.filter(Q(unreachable_since__isnull=False) | Q(confirm_by__lt=timezone.localdate()))
    ordered = needing.select_related("city").order_by(F("unreachable_since").asc(nulls_last=True), "confirm_by", "pk")
    found = list(ordered[: SHOWN + 1])
    if not found:
        return None
    language = active_language()
    lines = [{"pk": each.pk, "city": each.city.name(language), "state": state_of(each)} for each in found[:SHOWN]]
    return {"lines": lines, "has_more": len(found) > SHOWN}
