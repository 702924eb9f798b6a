"""Writes to the thesaurus."""

from collections.abc import Collection, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cases.choices import LabelKind
from cases.models import Topic, TopicLabel, TopicRedirect
from cases.selectors.uses import is_used
from cases.signals import taxonomy_changed
from cases.written.letters import label_key

from .public_lists import relisting_moved_topics
from .related_topics import relation_errors

Preferred = Mapping[str, str]
Alternative = Mapping[str, Sequence[str]]
Related = Collection[Topic] | None


@transaction.atomic
def save_topic(topic: Topic, preferred: Preferred, alternative: Alternative, related: Related = None) -> Topic:
    """Saves a topic with all its labels and related topics, which replace those it had; None leaves the related ones.

    Raises what ``check_topic`` raises.
    """
    labels = check_topic(topic, preferred, alternative, related)
    with relisting_moved_topics():
        topic.save()
        if related is not None:
            topic.related.set(related)  # both ways
        topic.labels.all().delete()
        TopicLabel.objects.bulk_create(labels)
        taxonomy_changed.send(sender=Topic, instance=topic)
    return topic


@transaction.atomic
def deprecate_topic(topic: Topic, *, deprecated: bool) -> None:
    """Deprecates a topic, which is then no longer offered for new cases, or restores it. Cases that have it keep it."""
    topic.deprecated = deprecated
    topic.save()
    taxonomy_changed.send(sender=Topic, instance=topic)


@transaction.atomic
def delete_topic(topic: Topic) -> None:
    """Deletes a topic that nothing uses. Raises ValidationError where a page, a draft or a narrower topic does."""
    if is_used(topic):
        raise ValidationError(_("“%(topic)s” is in use and cannot be deleted.") % {"topic": topic})
    topic.delete()
    taxonomy_changed.send(sender=Topic, instance=topic)


def check_topic(
    topic: Topic, preferred: Preferred, alternative: Alternative, related: Related = None
) -> list[TopicLabel]:
    """Label rows of a topic that may be saved with these labels and related topics.

    Raises ValidationError, by field (``code``, ``parent``, ``related``, ``preferred_fa``, ``alternative_fa``): a bad or
    used code, a parent that is narrower than the topic, a related topic that is broader or narrower, no preferred label
    at all, or a label that another topic claims.
    """
    errors: dict[str, list[str]] = {}
    try:
        topic.full_clean(exclude=["parent"])
    except ValidationError as error:
        errors |= error.message_dict
    if topic.pk is None and (merged := TopicRedirect.objects.filter(code=topic.code).first()):
        errors["code"] = [_("This code was merged into the topic “%(topic)s”.") % {"topic": merged.topic}]
    if parent_error := _cycle(topic):
        errors["parent"] = [parent_error]
    else:
        errors |= relation_errors(topic, related)
    if not any(preferred.values()):
        errors[f"preferred_{next(iter(preferred), 'fa')}"] = [
            _("A topic needs a preferred label in at least one language.")
        ]
    labels = label_rows(topic, preferred, alternative)
    for label, owner in _claimed_elsewhere(topic, labels):
        message = _("“%(label)s” is already a label of the topic “%(topic)s” (%(code)s).")
        field = f"{label.kind}_{label.language}"
        errors.setdefault(field, []).append(message % {"label": label.text, "topic": owner, "code": owner.code})
    if errors:
        raise ValidationError(errors)
    return labels


def label_rows(topic: Topic, preferred: Preferred, alternative: Alternative) -> list[TopicLabel]:
    """Label rows of a topic, unsaved. The first spelling of a key claims it; a repeated text gives one row."""
    rows: list[TopicLabel] = []
    seen: set[tuple[str, str]] = set()
    claimed: set[tuple[str, str]] = set()
    texts = [(language, LabelKind.PREFERRED, [text]) for language, text in preferred.items()]
    texts += [(language, LabelKind.ALTERNATIVE, list(labels)) for language, labels in alternative.items()]
    for language, kind, labels in texts:
        for position, text in enumerate(" ".join(label.split()) for label in labels):
            if not text or (language, text) in seen:
                continue
            seen.add((language, text))
            key = (language, label_key(text))
            claim = None if key in claimed else key[1]
            claimed.add(key)
            rows.append(
                TopicLabel(topic=topic, language=language, kind=kind, text=text, position=position, claim=claim)
            )
    return rows


def _cycle(topic: Topic) -> str | None:
    ancestor = topic.parent
    while ancestor is not None:
        if ancestor.pk == topic.pk and topic.pk is not None:
            return _("A topic cannot lie under itself: “%(topic)s” is below it.") % {"topic": topic.parent}
        ancestor = ancestor.parent
    return None


def _claimed_elsewhere(topic: Topic, labels: Sequence[TopicLabel]) -> list[tuple[TopicLabel, Topic]]:
    by_claim: dict[tuple[str, str | None], TopicLabel] = {
        (label.language, label.claim): label for label in labels if label.claim
    }
    rows = (
        TopicLabel.objects.filter(claim__in=[claim for _language, claim in by_claim])
        .exclude(topic_id=topic.pk)
        .select_related("topic")
        .prefetch_related("topic__labels")
    )
    return [(by_claim[row.language, row.claim], row.topic) for row in rows if (row.language, row.claim) in by_claim]
