"""Imports a thesaurus file: scheme and concepts."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _
from pydantic import ValidationError

from cases.models import ConceptScheme, Topic, TopicLabel, TopicRedirect
from cases.records.concept import ConceptRecord, ThesaurusFile
from cases.records.lazy_messages import LazyMessage
from cases.records.skos.names import labelled
from cases.records.skos.reading import ThesaurusError, read_skos
from cases.selectors.concept_record import concept_record
from cases.selectors.topics import related_topics, topic_redirects, topic_tree
from cases.services.public_lists import relisting_moved_topics
from cases.services.related_topics import broader_of, misplaced_relations
from cases.services.topics import label_rows
from cases.signals import taxonomy_changed
from cases.written.letters import label_key

from .same_topics import Likeness, add_labels, likenesses, outside_of, without_same
from .thesaurus_journal import ThesaurusJournal, concept_fingerprint


@dataclass(slots=True)
class ThesaurusReport:
    """Report of a thesaurus import. ``counts``: created, updated, unchanged, kept (edited by a person).

    ``problems`` kept all of it out; ``notes`` name parts of the file that have no place here. In the reader's language.
    ``outcomes``: of each of ``concepts``, by code. ``likely``: new concepts that have a label of a topic of the site.
    """

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    outcomes: dict[str, str] = field(default_factory=dict)
    concepts: list[ConceptRecord] = field(default_factory=list)
    likely: list[Likeness] = field(default_factory=list)


def import_thesaurus(
    content: bytes,
    *,
    force: bool = False,
    dry_run: bool = False,
    same: Mapping[str, str] | None = None,
    journal: ThesaurusJournal | None = None,
) -> ThesaurusReport:
    """Imports a whole thesaurus, or nothing of it when anything in it is wrong (its concepts lean on each other).

    ``content`` is our JSON, or SKOS as Turtle or RDF/XML. Idempotent by code. A concept that a person edited since the
    last import is kept unless ``force``; one that was merged into another here stays merged.
    ``same``: topics of the site, by the code of the concept that each of them is; their labels are put together.
    ``journal``: notes what an undo needs.
    """
    report = ThesaurusReport()
    try:
        file = _read(content, report)
    except ThesaurusError as error:
        report.problems += error.problems
        return report
    file = file.model_copy(update={"concepts": _with_both_ends(file.concepts)})
    same = {code: topic for code, topic in (same or {}).items() if Topic.objects.filter(code=topic).exists()}
    left_out = [concept for concept in file.concepts if concept.code in same]
    file = without_same(file, same)
    report.concepts = file.concepts
    report.problems += _problems(file.concepts, outside_of(file, same))
    if report.problems:
        return report
    with transaction.atomic():
        chosen = _chosen(file.concepts, report, force=force)
        report.likely = likenesses(chosen)
        report.problems += _stolen_labels(chosen)
        if not dry_run and not report.problems:
            if journal:
                journal.before([*chosen, *same.values()])
            _write(file, chosen)
            add_labels(left_out, same)
            redirected = _redirect(file.merged)
            if misplaced := misplaced_relations():  # with a topic that was kept as it is here
                report.problems += _misplaced_messages(misplaced)
                transaction.set_rollback(True)
            elif journal:
                journal.after(report.counts, redirected)
    return report


def _misplaced_messages(pairs: list[tuple[int, int]]) -> list[LazyMessage]:
    codes = dict(Topic.objects.values_list("pk", "code"))
    message = _("%(one)s and %(other)s are related though one lies above the other (SKOS S27).")
    return [LazyMessage(message, one=codes[one], other=codes[other]) for one, other in pairs if one < other]


def _read(content: bytes, report: ThesaurusReport) -> ThesaurusFile:
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return read_skos(content, report.notes)
    data: Any = None
    try:
        data = json.loads(content.decode("utf-8-sig"))
        return ThesaurusFile.model_validate(data)
    except ValidationError as error:
        raise ThesaurusError.of(error, _written_names(data)) from None
    except (ValueError, RecursionError) as error:
        raise ThesaurusError([LazyMessage(_("The file is not JSON in UTF-8: %(reason)s"), reason=error)]) from None


def _written_names(data: Any) -> list[str]:
    """Names of the concepts of a file that breaks rules, as far as they can be made out."""
    concepts = data.get("concepts") if isinstance(data, dict) else None
    names = []
    for number, concept in enumerate(concepts if isinstance(concepts, list) else []):
        labels = concept.get("prefLabel") if isinstance(concept, dict) else None
        texts = [text for text in labels.values() if isinstance(text, str)] if isinstance(labels, dict) else []
        code = concept.get("code") if isinstance(concept, dict) else None
        names.append(labelled(str(code or f"concepts.{number}")[:80], next(iter(texts), "")))
    return names


def _named(concept: ConceptRecord) -> str:
    return labelled(concept.code, next(iter(concept.prefLabel.values()), ""))


def _with_both_ends(concepts: list[ConceptRecord]) -> list[ConceptRecord]:
    """Concepts of which each names its related concepts, whichever of two named the other in the file."""
    related: dict[str, set[str]] = {}
    for concept in concepts:
        for other in concept.related:
            related.setdefault(concept.code, set()).add(other)
            related.setdefault(other, set()).add(concept.code)
    return [concept.model_copy(update={"related": sorted(related.get(concept.code, ()))}) for concept in concepts]


def _problems(concepts: list[ConceptRecord], outside: Mapping[str, str | None]) -> list[LazyMessage]:
    """Problems of concepts; ``outside``: broader topics of topics of the site that the file leads to."""
    problems: list[LazyMessage] = []
    broader = {**outside, **{concept.code: concept.broader for concept in concepts}}
    names = {concept.code: _named(concept) for concept in concepts}
    for code, count in Counter(concept.code for concept in concepts).items():
        if count > 1:
            problems.append(LazyMessage(_("%(code)s: the same code %(count)s times"), code=names[code], count=count))
    for code, parent in broader.items():
        if parent is not None and parent not in broader:
            message = _("%(code)s: broader: unknown concept “%(parent)s”")
            problems.append(LazyMessage(message, code=names[code], parent=parent))
        ancestor, seen = parent, {code}
        while ancestor is not None and ancestor not in seen:
            seen.add(ancestor)
            ancestor = broader.get(ancestor)
        if ancestor == code:
            problems.append(LazyMessage(_("%(code)s: broader: the concept lies under itself"), code=names[code]))
    problems += _bad_relations(concepts, broader)
    owners: dict[tuple[str, str], str] = {}
    for concept in concepts:
        for language, text in _labels(concept):
            owner = owners.setdefault((language, label_key(text)), concept.code)
            if owner != concept.code:
                problems.append(_stolen(names[concept.code], text, language, names[owner]))
    return problems


def _bad_relations(concepts: list[ConceptRecord], broader: dict[str, str | None]) -> list[LazyMessage]:
    """Problems of relations: unknown codes, and breaches of SKOS S27 (related to a broader or narrower concept)."""
    problems: list[LazyMessage] = []
    for concept in concepts:
        for other in concept.related:
            if other not in broader:
                problems.append(
                    LazyMessage(_("%(code)s: related: unknown concept “%(other)s”"), code=_named(concept), other=other)
                )
            elif other == concept.code or other in broader_of(concept.code, broader):
                message = _("%(one)s and %(other)s are related though one lies above the other (SKOS S27).")
                problems.append(LazyMessage(message, one=concept.code, other=other))
            elif concept.code in broader_of(other, broader):
                message = _("%(one)s and %(other)s are related though one lies above the other (SKOS S27).")
                problems.append(LazyMessage(message, one=other, other=concept.code))
    return problems


def _stolen(code: str, text: str, language: str, owner: str) -> LazyMessage:
    message = _("%(code)s: “%(text)s” (%(language)s) is already a label of %(owner)s")
    return LazyMessage(message, code=code, text=text, language=language, owner=owner)


def _labels(concept: ConceptRecord) -> list[tuple[str, str]]:
    labels = list(concept.prefLabel.items())
    return labels + [(language, text) for language, texts in concept.altLabel.items() for text in texts]


def _chosen(concepts: list[ConceptRecord], report: ThesaurusReport, *, force: bool) -> dict[str, ConceptRecord]:
    existing = {topic.code: topic for topic in Topic.objects.all()}
    tree = topic_tree()
    related = related_topics()
    merged = topic_redirects()
    chosen = {}
    for concept in concepts:
        topic = existing.get(concept.code)
        if topic is None and concept.code in merged:
            outcome = "kept"
            report.kept.append(concept.code)
        elif topic is None:
            outcome = "created"
        else:
            incoming = concept_fingerprint(concept)
            current = concept_fingerprint(concept_record(tree[concept.code], related.get(concept.code, [])))
            if current == incoming or (topic.import_hash == incoming and not force):
                outcome = "unchanged"
            elif current != topic.import_hash and not force:
                outcome = "kept"
                report.kept.append(concept.code)
            else:
                outcome = "updated"
        report.counts[outcome] += 1
        report.outcomes[concept.code] = outcome
        if outcome in ("created", "updated"):
            chosen[concept.code] = concept
    return chosen


def _stolen_labels(chosen: dict[str, ConceptRecord]) -> list[str]:
    """Problems of labels that a topic outside this import claims (made by a person, or edited and kept)."""
    outside = TopicLabel.objects.exclude(topic__code__in=chosen).filter(claim__isnull=False)
    owners = {(label.language, label.claim): label.topic.code for label in outside.select_related("topic")}
    return [
        _stolen(_named(concept), text, language, owners[language, label_key(text)])
        for code, concept in chosen.items()
        for language, text in _labels(concept)
        if (language, label_key(text)) in owners
    ]


def _write(file: ThesaurusFile, chosen: dict[str, ConceptRecord]) -> None:
    ConceptScheme.objects.update_or_create(pk=1, defaults={"description": file.scheme})
    TopicLabel.objects.filter(topic__code__in=chosen).delete()
    positions = {concept.code: number for number, concept in enumerate(file.concepts)}
    topics = {}
    for code, concept in chosen.items():
        topics[code], _created = Topic.objects.update_or_create(
            code=code,
            defaults={
                "definition": dict(concept.definition),
                "briefing": dict(concept.briefing),
                "position": positions[code],
                "deprecated": concept.deprecated,
                "exact_match": concept.exactMatch,
                "import_hash": concept_fingerprint(concept),
            },
        )
    everyone = {topic.code: topic for topic in Topic.objects.all()}
    everyone |= {code: everyone[target] for code, target in topic_redirects().items()}
    with relisting_moved_topics():
        for code, concept in chosen.items():
            topics[code].parent = everyone[concept.broader] if concept.broader else None
            topics[code].save()
            topics[code].related.set({everyone[other] for other in concept.related} - {topics[code]})
            taxonomy_changed.send(sender=Topic, instance=topics[code])
    TopicLabel.objects.bulk_create(
        [
            row
            for code, concept in chosen.items()
            for row in label_rows(topics[code], concept.prefLabel, concept.altLabel)
        ],
        batch_size=500,
    )


def _redirect(merged: dict[str, str]) -> list[str]:
    """Redirects codes that are gone to the topics that took them over, unless they or redirects of them exist.

    Returns the codes.
    """
    topics = {topic.code: topic for topic in Topic.objects.all()}
    known = topic_redirects()
    targets = {code: known.get(target, target) for code, target in merged.items() if code not in topics | known}
    rows = [TopicRedirect(code=code, topic=topics[target]) for code, target in targets.items() if target in topics]
    TopicRedirect.objects.bulk_create(rows)
    return [row.code for row in rows]
