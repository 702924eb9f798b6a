"""Undoes an import of topics: deletes those it made and restores those it changed, unless somebody needs them since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import ConceptScheme, ThesaurusImport, Topic, TopicLabel, TopicRedirect
from cases.records.concept import ConceptRecord
from cases.selectors.uses import topics_in_use
from cases.services.history import note_import
from cases.services.public_lists import relisting_moved_topics
from cases.services.related_topics import misplaced_relations
from cases.services.topics import label_rows
from cases.signals import taxonomy_changed
from cases.written.letters import label_key

from .thesaurus_journal import concept_fingerprint, stored_concepts

REASONS: dict[str, str | Promise] = {
    "edited": gettext_lazy("edited by a person since"),
    "used": gettext_lazy("a case has it"),
    "above": gettext_lazy("topics that stay lie below it"),
    "label": gettext_lazy("a label that it had belongs to another topic by now"),
    "gone": gettext_lazy("no longer there"),
}


@dataclass(slots=True)
class UndoPlan:
    """Plan of an undo: codes of topics to delete and to restore, and of those left alone, each with its reason."""

    delete: set[str] = field(default_factory=set)
    restore: set[str] = field(default_factory=set)
    left: dict[str, str] = field(default_factory=dict)  # a key of REASONS

    @property
    def does_nothing(self) -> bool:
        """Whether nothing would change."""
        return not self.delete and not self.restore


def last_import() -> ThesaurusImport | None:
    """Import of topics that can be undone: the last one that was not; those before it follow when it is."""
    return ThesaurusImport.objects.filter(undone_at=None).select_related("user").first()


def undo_plan(run: ThesaurusImport) -> UndoPlan:
    """Plan of the undo of an import, from what is stored now."""
    plan, stored = UndoPlan(), stored_concepts()
    keys = dict(Topic.objects.values_list("code", "pk"))
    used = topics_in_use()
    for code, fingerprint in run.after.items():
        if code not in stored:
            plan.left[code] = "gone"
        elif concept_fingerprint(stored[code]) != fingerprint:
            plan.left[code] = "edited"
        elif code in run.before:
            plan.restore.add(code)
        elif keys[code] in used:
            plan.left[code] = "used"
        else:
            plan.delete.add(code)
    while _leave_out(plan, run, stored):
        pass
    return plan


def _leave_out(plan: UndoPlan, run: ThesaurusImport, stored: Mapping[str, ConceptRecord]) -> bool:
    """Leaves out what the rest of the plan does not allow; whether anything was, so that it is asked again."""
    before = {code: run.before[code]["concept"]["broader"] for code in plan.restore}
    above = {
        concept.broader
        for code, concept in stored.items()
        if code not in plan.delete and (code not in before or before[code] == concept.broader)
    } | set(before.values())
    found = dict.fromkeys(plan.delete & above, "above")
    going = plan.delete | plan.restore
    taken = {
        (language, label_key(text))
        for code, concept in stored.items()
        if code not in going
        for language, text in _labels(concept.model_dump(mode="json"))
    }
    for code in plan.restore:
        if any((language, label_key(text)) in taken for language, text in _labels(run.before[code]["concept"])):
            found[code] = "label"
    plan.delete -= found.keys()
    plan.restore -= found.keys()
    plan.left |= found
    return bool(found)


@transaction.atomic
def undo_thesaurus(run: ThesaurusImport, user: Any) -> UndoPlan:
    """Undoes an import as far as it can be. Raises ValidationError where another was begun since, or it is undone.

    Raises it, too, where the tree would no longer be one; then nothing is changed.
    """
    latest = ThesaurusImport.objects.select_for_update().filter(undone_at=None).first()
    if latest is None or latest.pk != run.pk:
        raise ValidationError(_("It was undone already, or another import came after it."))
    plan = undo_plan(run)
    with relisting_moved_topics():
        _restore(run, plan.restore)
        Topic.objects.filter(code__in=plan.delete).update(parent=None)
        Topic.objects.filter(code__in=plan.delete).delete()
    TopicRedirect.objects.filter(code__in=run.redirects).delete()
    if not plan.left:
        ConceptScheme.objects.filter(pk=1).update(description=run.scheme)
    if misplaced_relations() or _has_circle():
        raise ValidationError(_("The topics that were edited since would no longer fit into the tree."))
    run.undone_at = timezone.now()
    run.save(update_fields=["undone_at"])
    note_import(run, {"undone": len(plan.delete) + len(plan.restore)}, is_undone=True, user=user)
    return plan


def _restore(run: ThesaurusImport, codes: set[str]) -> None:
    TopicLabel.objects.filter(topic__code__in=codes).delete()
    topics = {topic.code: topic for topic in Topic.objects.all()}
    for code in codes:
        known = run.before[code]
        concept, topic = ConceptRecord.model_validate(known["concept"]), topics[code]
        topic.parent = topics.get(concept.broader or "")
        topic.definition, topic.briefing = dict(concept.definition), dict(concept.briefing)
        topic.deprecated, topic.exact_match = concept.deprecated, concept.exactMatch
        topic.position, topic.import_hash = known["position"], known["import_hash"]
        topic.save()
        topic.related.set(topics[other] for other in concept.related if other in topics)
        TopicLabel.objects.bulk_create(label_rows(topic, concept.prefLabel, concept.altLabel))
        taxonomy_changed.send(sender=Topic, instance=topic)


def _has_circle() -> bool:
    parents = dict(Topic.objects.values_list("pk", "parent_id"))
    for key in parents:
        seen: set[int] = {key}
        above: int | None = parents[key]
        while above is not None and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if above is not None:
            return True
    return False


def _labels(concept: Mapping[str, Any]) -> list[tuple[str, str]]:
    labels = list(concept["prefLabel"].items())
    return labels + [(language, text) for language, texts in concept["altLabel"].items() for text in texts]
