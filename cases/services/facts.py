"""Keeps the content facts of a case equal in all its languages."""

from typing import Any

from django.db import transaction
from wagtail.blocks import StreamValue

from cases.models import CaseStudyPage

_GONE = object()  # in place of a text that one of the versions does not have


def facts_of(page: CaseStudyPage) -> dict[str, Any]:
    """Facts of a page as plain comparable values."""
    facts: dict[str, Any] = {name: getattr(page, name) for name in CaseStudyPage.FACTS}
    facts["city"] = page.city_id
    facts["topics"] = sorted(topic.pk for topic in page.topics.all())
    for name, value in facts.items():
        if isinstance(value, StreamValue):
            facts[name] = list(value.get_prep_value())
    return facts


@transaction.atomic
def synchronise_facts(published: CaseStudyPage) -> list[CaseStudyPage]:
    """Copies the facts of a page just published to its translations; returns those that changed.

    The published row of each translation gets every fact. Its draft gets only what this publication changed, so that
    nothing is lost that someone is still drafting there: of a text in several languages the languages that changed,
    of a list of blocks the parts of each block. Prose is never touched.
    """
    facts = facts_of(published)
    changed_pages = []
    for sibling in CaseStudyPage.objects.filter(translation_key=published.translation_key).exclude(pk=published.pk):
        before = facts_of(sibling)
        changed = [name for name, value in facts.items() if value != before[name]]
        if not changed:
            continue
        draft = sibling.get_latest_revision_as_object() if sibling.has_unpublished_changes else None
        _copy(published, sibling, changed)
        sibling.save(clean=False)
        if draft is not None:
            _merge(published, draft, before, changed)
            draft.save_revision(clean=False, log_action=False)
        elif sibling.latest_revision_id:
            revision = sibling.save_revision(clean=False, log_action=False)
            CaseStudyPage.objects.filter(pk=sibling.pk).update(live_revision=revision, has_unpublished_changes=False)
        changed_pages.append(sibling)
    return changed_pages


def _copy(source: CaseStudyPage, target: CaseStudyPage, names: list[str]) -> None:
    for name in names:
        if name == "topics":
            target.topics.set(source.topics.all())
        else:
            setattr(target, name, getattr(source, name))


def _merge(published: CaseStudyPage, draft: CaseStudyPage, before: dict[str, Any], names: list[str]) -> None:
    """Takes into a draft what a publication changed since ``before``."""
    theirs, mine = facts_of(published), facts_of(draft)
    whole = []
    for name in names:
        merged = _merged(before[name], theirs[name], mine[name])
        if name == "topics" or merged == theirs[name]:
            whole.append(name)
        elif isinstance(value := getattr(draft, name), StreamValue):
            setattr(draft, name, StreamValue(value.stream_block, merged, is_lazy=True))
        else:
            setattr(draft, name, merged)
    _copy(published, draft, whole)


def _merged(before: Any, theirs: Any, mine: Any) -> Any:
    """Value with the changes that were published since ``before``, and those of a draft where there is no conflict."""
    if theirs == before:
        return mine
    values = (before, theirs, mine)
    if all(isinstance(value, dict) for value in values):
        names = dict.fromkeys([*mine, *theirs])
        merged = {name: _merged(*(value.get(name, _GONE) for value in values)) for name in names}
        return {name: value for name, value in merged.items() if value is not _GONE}
    if all(isinstance(value, list) for value in values) and before and _ids(before) == _ids(theirs):
        old, new = _by_id(before), _by_id(theirs)
        if None not in old:
            return [_merged(old[row["id"]], new[row["id"]], row) if row["id"] in old else row for row in mine]
    return theirs


def _ids(rows: list[Any]) -> list[Any]:
    return [row.get("id") if isinstance(row, dict) else None for row in rows]


def _by_id(rows: list[Any]) -> dict[Any, Any]:
    return dict(zip(_ids(rows), rows, strict=True))
