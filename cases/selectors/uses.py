"""Uses of a topic or a city: pages, drafts, narrower topics."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from wagtail.models import Revision
from wagtail.permissions import page_permission_policy

from cases.models import CaseStudyPage, City, Topic

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Uses:
    """Uses of an object. ``pages``: first of those the reader may see; ``hidden``: number of others.

    ``total`` counts both; ``children``: narrower topics.
    """

    pages: list[CaseStudyPage]
    total: int
    hidden: int
    children: list[Topic]


def uses_of(thing: Topic | City, user: Any) -> Uses:
    """Uses of a topic or city, as far as ``user`` may see them: drafts are named to those who may edit."""
    pages = CaseStudyPage.objects.filter(pk__in=using_pages(thing))
    seen = pages.filter(Q(live=True) | Q(pk__in=page_permission_policy.explorable_instances(user).values("pk")))
    total, visible = pages.count(), seen.count()
    listed = list(seen.select_related("locale", "case").order_by("case__code", "locale__language_code")[:SHOWN])
    children = list(thing.children.prefetch_related("labels")) if isinstance(thing, Topic) else []
    return Uses(listed, total, total - visible, children)


def is_used(thing: Topic | City) -> bool:
    """Whether a page, a draft or a narrower topic uses the topic or city."""
    return bool(using_pages(thing)) or (isinstance(thing, Topic) and thing.children.exists())


def using_pages(thing: Topic | City) -> set[int]:
    """Keys of pages that name the topic or city, as published or in their newest draft."""
    name = "topics" if isinstance(thing, Topic) else "city"
    return {
        *CaseStudyPage.objects.filter(**{name: thing}).values_list("pk", flat=True),
        *_drafts_naming(name, thing.pk),
    }


def topics_in_use() -> set[int]:
    """Keys of all topics that a page names, as published or in its newest draft. Two queries."""
    found = set(CaseStudyPage.topics.through.objects.values_list("topic_id", flat=True))
    drafts = CaseStudyPage.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False)
    for topics in drafts.values_list("latest_revision__content__topics", flat=True).iterator(chunk_size=500):
        found.update(topics or [])
    return found


def _drafts_naming(name: str, key: int) -> list[int]:
    drafts = CaseStudyPage.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False)
    content_type = ContentType.objects.get_for_model(CaseStudyPage)
    revisions = Revision.objects.filter(content_type=content_type, pk__in=drafts.values("latest_revision"))
    found = []
    for object_id, value in revisions.values_list("object_id", f"content__{name}").iterator(chunk_size=500):
        if value == key or (isinstance(value, list) and key in value):
            found.append(int(object_id))
    return found


def case_counts_by_topic() -> dict[str, int]:
    """Cases filed under each topic itself, drafts included. One query."""
    rows = CaseStudyPage.topics.through.objects.values("topic__code")
    return dict(rows.annotate(n=Count("casestudypage__case", distinct=True)).values_list("topic__code", "n"))
