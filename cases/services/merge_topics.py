"""Merges topics, and moves them among their siblings."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cases.choices import LabelKind
from cases.models import Case, CaseStudyPage, Topic, TopicRedirect
from cases.signals import cases_changed, taxonomy_changed, topic_merged

from .public_lists import relisting_moved_topics
from .related_topics import part_misplaced
from .revisions import replace_in_revisions
from .topics import label_rows


@transaction.atomic
def merge_topics(source: Topic, target: Topic) -> int:
    """Makes ``source`` a part of ``target``; returns the number of cases that changed.

    Its cases, narrower topics and labels go there, drafts too, and so do requests for its code.

    Raises ValidationError when the two are one topic, or ``target`` is narrower than ``source``.
    """
    check_merge(source, target)
    with relisting_moved_topics():
        Topic.objects.filter(parent=source).update(parent=target)
        _merge_labels(source, target)
        _merge_relations(source, target)
        pages = CaseStudyPage.topics.through.objects
        moved = list(pages.filter(topic=source).values_list("casestudypage", flat=True))
        there_already = set(pages.filter(topic=target, casestudypage__in=moved).values_list("casestudypage", flat=True))
        pages.filter(topic=source, casestudypage__in=there_already).delete()
        pages.filter(topic=source).update(topic=target)
        replace_in_revisions("topics", source.pk, target.pk)
        TopicRedirect.objects.filter(topic=source).update(topic=target)
        TopicRedirect.objects.create(code=source.code, topic=target)
        topic_merged.send(sender=Topic, source=source, target=target)
        source.delete()
        target.exact_match = sorted({*target.exact_match, *source.exact_match})
        target.save()  # a new date, by which other processes notice
        taxonomy_changed.send(sender=Topic, instance=target)
    case_ids = set(CaseStudyPage.objects.filter(pk__in=moved, case__isnull=False).values_list("case", flat=True))
    cases_changed.send(sender=Case, case_ids=case_ids)
    return len(case_ids)


def check_merge(source: Topic, target: Topic) -> None:
    """Raises ValidationError when ``source`` cannot become a part of ``target``."""
    if source.pk == target.pk:
        raise ValidationError(_("A topic cannot be merged into itself."))
    ancestor: Topic | None = target.parent
    while ancestor is not None:
        if ancestor.pk == source.pk:
            raise ValidationError(_("“%(topic)s” lies below it. Move that topic first.") % {"topic": target})
        ancestor = ancestor.parent


def _merge_labels(source: Topic, target: Topic) -> None:
    """Makes the labels of ``source`` labels of ``target``: alternative, or preferred in a language that has none."""
    preferred = target.preferred_labels()
    alternative: dict[str, list[str]] = {}
    for topic in (target, source):
        for label in topic.labels.all():
            if topic is source or label.kind == LabelKind.ALTERNATIVE:
                alternative.setdefault(label.language, []).append(label.text)
    for language, labels in source.preferred_labels().items():
        preferred.setdefault(language, labels)
    source.labels.all().delete()
    target.labels.all().delete()
    rows = label_rows(target, preferred, alternative)
    type(rows[0]).objects.bulk_create(rows)


def _merge_relations(source: Topic, target: Topic) -> None:
    """Moves the related topics of ``source`` to ``target``, and parts relations to broader or narrower topics."""
    target.related.add(*source.related.exclude(pk=target.pk))
    source.related.clear()
    part_misplaced()


@transaction.atomic
def move_topic(topic: Topic, step: int) -> None:
    """Moves a topic one place up (``step`` -1) or down (1) among its siblings; at the end it stays."""
    siblings = list(Topic.objects.filter(parent=topic.parent).order_by("position", "code"))
    place = next(number for number, sibling in enumerate(siblings) if sibling.pk == topic.pk)
    other = place + step
    if not 0 <= other < len(siblings):
        return
    positions = _distinct(sibling.position for sibling in siblings)
    siblings[place], siblings[other] = siblings[other], siblings[place]
    for sibling, position in zip(siblings, positions, strict=True):
        if sibling.position != position:
            sibling.position = position
            sibling.save()
    taxonomy_changed.send(sender=Topic, instance=topic)


def _distinct(positions: Iterable[int]) -> list[int]:
    """Positions in ascending order, each used once, as near to the given ones as can be."""
    found: list[int] = []
    for position in positions:
        found.append(max(position, found[-1] + 1) if found else position)
    return found
