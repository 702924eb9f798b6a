"""Merges a topic or city: at once where few cases have it, else in the background.

A merge is a single transaction however large it is: readers and editors see all of it or nothing, and a worker that
dies midway leaves no half of it. So the page of a merge shows no share done, only that it is under way."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import policy_registry

from cases.models import City, CityRedirect, MergeRun, Topic, TopicRedirect
from cases.models.jobs import JobState
from cases.models.merge import MergedKind
from cases.selectors.uses import using_pages

from .history import note_merge
from .jobs import enqueue, performs
from .merge_cities import merge_cities
from .merge_topics import merge_topics

AT_ONCE = 200  # pages, published and drafted; some 0.1 s
REASONS: dict[str, str | Promise] = {
    "gone": _("One of the two is no longer there."),
    "not_permitted": _("You may not merge them any more."),
    "impossible": _("The other has come to lie below it. Move that topic first."),
}


def merge(source: Topic | City, target: Topic | City, user: Any) -> int | MergeRun:
    """Merges, and returns the number of cases that changed; or the run that does it in the background.

    Raises ValidationError where the two cannot be merged.
    """
    if under_way := _run_of(source):
        return under_way
    if len(using_pages(source)) > AT_ONCE:
        return _begin(source, target, user)
    return _merge_now(source, target, user)


def _merge_now(source: Topic | City, target: Topic | City, user: Any) -> int:
    name = str(source)  # while it is there
    changed = _merged(source, target)
    note_merge(target, name, changed, user)
    return changed


def _merged(source: Topic | City, target: Topic | City) -> int:
    if isinstance(source, Topic) and isinstance(target, Topic):
        return merge_topics(source, target)
    if isinstance(source, City) and isinstance(target, City):
        return merge_cities(source, target)
    raise TypeError("a topic and a city cannot be merged")


def _kind(thing: Topic | City) -> MergedKind:
    return MergedKind.TOPIC if isinstance(thing, Topic) else MergedKind.CITY


def _run_of(source: Topic | City) -> MergeRun | None:
    waiting = (JobState.WAITING, JobState.RUNNING)
    return MergeRun.objects.filter(kind=_kind(source), source_id=source.pk, state__in=waiting).first()


@transaction.atomic
def _begin(source: Topic | City, target: Topic | City, user: Any) -> MergeRun:
    code = source.code if isinstance(source, Topic) else source.slug
    run = MergeRun(
        user=user,
        kind=_kind(source),
        source_id=source.pk,
        source_code=code,
        source_name=str(source)[:300],
        target_id=target.pk,
        target_name=str(target)[:300],
    )
    enqueue(run)
    return run


@performs(MergeRun)
@transaction.atomic
def perform(run: MergeRun) -> dict[str, Any]:
    """Merges, if it still can be. Done again after a crash, it finds the merge done or nothing of it."""
    model = Topic if run.kind == MergedKind.TOPIC else City
    # Locked, so that a second worker, which takes this one for dead, waits for it and then finds it done.
    things = model._default_manager.select_for_update().in_bulk([run.source_id, run.target_id])
    if run.source_id not in things and _is_done(run):
        return {"cases": None}
    if len(things) < 2:
        return {"refused": "gone"}
    policy = policy_registry.get_by_type(model)
    if not all(policy.user_has_permission(run.user, action) for action in ("change", "delete")):
        return {"refused": "not_permitted"}
    try:
        with transaction.atomic():
            result = {"cases": _merge_now(things[run.source_id], things[run.target_id], run.user)}
    except ValidationError:
        return {"refused": "impossible"}
    # Written in the merge's transaction: after the commit the index follows first, for minutes with thousands of cases.
    MergeRun.objects.filter(pk=run.pk).update(state=JobState.DONE, result=result)
    return result


def _is_done(run: MergeRun) -> bool:
    if run.kind == MergedKind.TOPIC:
        return TopicRedirect.objects.filter(code=run.source_code, topic=run.target_id).exists()
    return CityRedirect.objects.filter(slug=run.source_code, city=run.target_id).exists()
