"""Incomplete pages: those that lack a required field, judged by their newest draft."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Case, Exists, F, JSONField, OuterRef, Q, When
from wagtail.fields import StreamField
from wagtail.query import PageQuerySet

from cases.models import CaseStudyPage, City, Topic
from cases.models.required_fields import ILLUSTRATED, REQUIRED, missing_of

from .completeness import field_label

FIELDS = tuple(name for name in (*REQUIRED, *ILLUSTRATED) if name not in ("city", "topics", "pictures"))


def missing_by_page(pages: PageQuerySet) -> dict[int, list[str]]:
    """Names of ``REQUIRED`` that each incomplete page of ``pages`` lacks, by its key. Three queries.

    Every text is read, the newest draft's, else the published one's: pictures without alternative text lie in streams,
    which SQL cannot judge.
    """
    return {pk: missing for pk, text in _texts(pages) if (missing := missing_of(text))}


def _texts(pages: PageQuerySet) -> Iterator[tuple[int, dict[str, Any]]]:
    """Fields that decide, by key of the page, of the text that each page would be published with."""
    asked_for = set(City.objects.filter(is_confirmed=False).values_list("pk", flat=True))
    known_topics = set(Topic.objects.values_list("pk", flat=True))
    is_drafted = Q(has_unpublished_changes=True, latest_revision__isnull=False)
    rows = pages.order_by().annotate(
        has_topics=Exists(CaseStudyPage.topics.through.objects.filter(casestudypage=OuterRef("pk"))),
        draft=Case(When(is_drafted, then=F("latest_revision__content")), output_field=JSONField()),
    )
    for pk, city, has_topics, draft, *values in rows.values_list(
        "pk", "city", "has_topics", "draft", *FIELDS
    ).iterator():
        if draft is None:
            yield pk, {**dict(zip(FIELDS, values, strict=True)), "city": city not in asked_for, "topics": has_topics}
        else:
            yield (
                pk,
                {
                    **{name: _from_draft(name, draft.get(name)) for name in FIELDS},
                    "city": draft.get("city") and draft["city"] not in asked_for,
                    "topics": known_topics.intersection(draft.get("topics") or []),
                },
            )


def _from_draft(name: str, value: Any) -> Any:
    field = CaseStudyPage._meta.get_field(name)
    return field.to_python(value or "[]") if isinstance(field, StreamField) else value


def field_labels(names: Iterable[str]) -> list[str]:
    """Labels of fields of a case study in the language in force."""
    known = {field.name: field for field in CaseStudyPage._meta.get_fields()}
    return [
        field_label(name)
        if name in CaseStudyPage.REQUIRED
        else str(getattr(known[name], "verbose_name", name))
        if name in known
        else name
        for name in names
    ]
