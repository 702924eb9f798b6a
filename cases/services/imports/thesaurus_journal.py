"""Journal of an import of topics: what was there before, and what it wrote, by which it can be undone."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from cases.models import ConceptScheme, ThesaurusImport, Topic
from cases.records.concept import ConceptRecord
from cases.selectors.concept_record import concept_record
from cases.selectors.topics import related_topics, topic_tree


def concept_fingerprint(concept: ConceptRecord) -> str:
    """Hash of all fields of a concept."""
    return hashlib.sha256(json.dumps(concept.model_dump(mode="json"), sort_keys=True).encode()).hexdigest()


def stored_concepts() -> dict[str, ConceptRecord]:
    """Topics as they are stored now, as records, by code."""
    related = related_topics()
    return {code: concept_record(node, related.get(code, [])) for code, node in topic_tree().items()}


class ThesaurusJournal:
    """Journal of one import; nothing is kept of an import that writes nothing."""

    def __init__(self, user: Any, file_name: str) -> None:
        self.run = ThesaurusImport(user=user, file_name=file_name[:200])
        self._codes: list[str] = []

    def before(self, codes: Iterable[str]) -> None:
        """Notes topics as they are before the import changes them."""
        self._codes = list(dict.fromkeys(codes))
        scheme = ConceptScheme.objects.first()
        self.run.scheme = dict(scheme.description) if scheme else {}
        stored = stored_concepts()
        for topic in Topic.objects.filter(code__in=self._codes):
            self.run.before[topic.code] = {
                "concept": stored[topic.code].model_dump(mode="json"),
                "position": topic.position,
                "import_hash": topic.import_hash,
            }

    def after(self, counts: Mapping[str, int], redirects: list[str]) -> None:
        """Notes what was written, and keeps the journal."""
        if not self._codes and not redirects:
            return
        stored = stored_concepts()
        self.run.counts, self.run.redirects = dict(counts), redirects
        self.run.after = {code: concept_fingerprint(stored[code]) for code in self._codes}
        self.run.save()
