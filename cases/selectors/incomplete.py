"""Pages that lack something a reader is promised, judged by their newest draft."""

from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.query import PageQuerySet

from cases.models import CaseStudyPage

from .completeness import field_label

TEXTS = ("summary", *CaseStudyPage.PROSE)
PROMISED = (*TEXTS, "topics", "sources")


def incomplete(pages: PageQuerySet) -> PageQuerySet:
    """Those of ``pages`` whose newest draft, else whose published text, lacks a section, topics or sources."""
    drafted = Q(has_unpublished_changes=True, latest_revision__isnull=False)
    topics = CaseStudyPage.topics.through.objects.filter(casestudypage=OuterRef("pk"))
    in_row = Q(sources_text="[]") | Q(~Exists(topics))
    in_draft = Q(latest_revision__content__sources="[]") | Q(latest_revision__content__topics=[])
    for name in TEXTS:
        in_row |= Q(**{name: ""})
        in_draft |= Q(**{f"latest_revision__content__{name}": ""})
    found: PageQuerySet = pages.annotate(sources_text=Cast("sources", CharField())).filter(
        (drafted & in_draft) | (~drafted & in_row)
    )
    return found


def missing_names(page: CaseStudyPage) -> list[str]:
    """Names of the fields that a page lacks. Reads the page's revision, so select it for a list."""
    if page.has_unpublished_changes and page.latest_revision_id:
        content: dict[str, Any] = page.latest_revision.content
        return [name for name in PROMISED if content.get(name) in (None, "", "[]", [])]
    return [name for name in PROMISED if not (page.topics.all() if name == "topics" else getattr(page, name))]


def missing_parts(page: CaseStudyPage) -> list[str]:
    """The same as their reader knows them."""
    return field_labels(missing_names(page))


def field_labels(names: Iterable[str]) -> list[str]:
    """What fields of a case study are called in the language in force."""
    known = {field.name: field for field in CaseStudyPage._meta.get_fields()}
    return [
        field_label(name)
        if name in CaseStudyPage.REQUIRED
        else str(getattr(known[name], "verbose_name", name))
        if name in known
        else name
        for name in names
    ]
