"""Facts of a record as values of the fields of a page."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from wagtail.blocks import StreamValue

from cases.blocks.years import KNOWN
from cases.choices import Outcome
from cases.models import CaseStudyPage, City, Topic
from cases.records.blocks import FileReference
from cases.records.case import POINTS, CaseRecord
from cases.records.facts import CostRecord, DocumentRecord, SourceRecord, source_key
from cases.records.known_dates import KnownDateRecord, value_of

Files = Callable[[FileReference], Any]  # document of the library


def facts_of_record(record: CaseRecord, city: City, topics: Mapping[str, Topic], files: Files) -> dict[str, Any]:
    """Values of ``CaseStudyPage.FACTS`` as the record has them; without what went wrong where it is silent on that."""
    outcome = record.outcome
    return {
        "city": city,
        "topics": [topics[code] for code in record.topics],
        "sdgs": list(record.sdgs),
        "started": record.started,
        "started_known": value_of(record.started_known),
        "ended": record.ended,
        "ended_known": value_of(record.ended_known),
        "status": record.status.value,
        "outcome": outcome.goal.value if outcome else Outcome.UNKNOWN.value,
        "outcome_reason": dict(outcome.reason) if outcome else {},
        "outcome_source": source_key(outcome.source) if outcome else "",
        **({} if record.setbacks is None else {"setbacks": [one.value for one in record.setbacks]}),
        "brief": dict(record.brief),
        "licence": record.licence.value,
        **_cost(record.cost),
        **{name: _points(name, record) for name in POINTS},
        "partners": _stream("partners", ({"name": p.names(), "role": p.role} for p in record.partners)),
        "documents": _stream("documents", map(_document, record.documents)),
        "sources": _stream("sources", (_source(number, source, files) for number, source in enumerate(record.sources))),
        "unchecked": _stream("unchecked", record.unchecked()),
    }


def _cost(cost: CostRecord | None) -> dict[str, Any]:
    budget = cost.budget if cost else None
    return {
        "cost_amount": cost.amount if cost else None,
        "cost_currency": cost.currency if cost else "",
        "cost_year": cost.year if cost else None,
        "cost_known": value_of(cost.known) if cost else None,
        "cost_note": dict(cost.note) if cost else {},
        "cost_source": source_key(cost.source) if cost else "",
        "cost_kind": cost.kind.value if cost and cost.kind else "",
        "cost_basis": dict(cost.basis or {}) if cost else {},
        "cost_planned": cost.planned if cost else False,
        "cost_budget": budget.amount if budget else None,
        "cost_budget_source": source_key(budget.source) if budget else "",
    }


def _points(name: str, record: CaseRecord) -> StreamValue:
    values = []
    for number, point in enumerate(getattr(record, name)):
        keys = [
            {"type": "item", "value": source_key(source), "id": _block_id(f"{name}-{number}-{place}")}
            for place, source in enumerate(point.sources)
        ]
        values.append({"text": point.names(), "sources": keys})
    return _stream(name, values)


def _document(document: DocumentRecord) -> dict[str, Any]:
    return {
        "kind": document.kind.value,
        "title": dict(document.title),
        "year": document.year,
        "source": source_key(document.source),
        **_known(document.known),
    }


def _source(number: int, source: SourceRecord, files: Files) -> dict[str, Any]:
    document = files(source.file) if source.file else None
    return {
        "key": source_key(number),
        "title": source.title,
        "url": source.url,
        "seen": source.seen,
        "kind": source.kind.value if source.kind else "",
        "publisher": source.publisher or "",
        "year": source.year,
        "lang": source.lang or "",
        "copy": source.is_copy,
        "original": source.original or "",
        "page": source.page or "",
        "file": document.pk if document else None,
        **_known(source.known),
    }


def _known(known: KnownDateRecord | None) -> dict[str, str]:
    return {KNOWN: str(known.value)} if known else {}


def _stream(name: str, values: Iterable[dict[str, Any]]) -> StreamValue:
    block = CaseStudyPage._meta.get_field(name).stream_block
    (child,) = block.child_blocks
    # The same content gets the same block ids, so that an import run twice, or in three languages, writes equal facts.
    raw = [{"type": child, "value": value, "id": _block_id(f"{name}-{number}")} for number, value in enumerate(values)]
    return StreamValue(block, raw, is_lazy=True)


def _block_id(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))
