"""Keeps the content facts of a case equal in all its languages."""

from typing import Any

from django.db import transaction
from wagtail.blocks import StreamValue

from cases.models import CaseStudyPage


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

    The published row of each translation gets every fact. Its draft gets only those that this publication changed, so
    that a fact someone is still drafting there is not lost. Prose is never touched.
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
            _copy(published, draft, changed)
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
