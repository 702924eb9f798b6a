"""Records of experts: kept by editors and by the experts themselves."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cases.models import City, Topic
from cases.people.models import Expert
from cases.people.permissions import Action, may

from .member_log import RECORD, note


def carry_fields_over(source: Topic, target: Topic) -> None:
    """Gives experts of a topic that is merged away the one that takes it over as a field."""
    for expert in Expert.objects.filter(topics=source):
        expert.topics.add(target)


@transaction.atomic
def keep_record(
    expert: Expert,
    by: Any,
    *,
    topics: Iterable[Topic],
    languages: list[str],
    excluded_cities: Iterable[City],
    monthly_load: int,
    is_paused: bool,
    renews: bool,
) -> Expert:
    """Writes what an expert says of themselves. ``renews``: they agree for another year, as only they can.

    Raises PermissionDenied.
    """
    found = Expert.objects.select_for_update(of=("self",)).get(pk=expert.pk)
    if not may(by, Action.KEEP_RECORD, found):
        raise PermissionDenied
    found.languages, found.monthly_load, found.is_paused = languages, monthly_load, is_paused
    if renews and by.pk == found.person_id:
        found.agreed_on = timezone.localdate()
    found.save()
    found.topics.set(topics)
    found.excluded_cities.set(excluded_cities)
    note(found, RECORD, by, renewed=renews)
    return found
