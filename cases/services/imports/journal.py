"""Journal of an import: notes what it makes and changes, so that it can be undone."""

from datetime import datetime
from typing import Any

from django.forms.models import model_to_dict

from cases.models import Case, CaseStudyPage, City, ImportedItem, ImportRun, PartnerRole, Unit
from cases.models.imports import ImportedKind
from cases.records.problems import Line
from cases.selectors.figures import open_proposal

KINDS: dict[type, ImportedKind] = {City: ImportedKind.CITY, Unit: ImportedKind.UNIT, PartnerRole: ImportedKind.ROLE}


class Journal:
    """Journal of an import run. Its rows are written in the transaction of the changes they note."""

    def __init__(self, run: ImportRun) -> None:
        self._run = run
        self._rows: list[ImportedItem] = []

    def snapshot(self, case: Case) -> dict[str, Any]:
        """Snapshot of a case and its pages, published and drafted, with everything an update may change."""
        pages = CaseStudyPage.objects.filter(case=case)
        proposal = open_proposal(case)
        return {
            "case": case.serializable_data(),
            "pages": [_page_snapshot(page) for page in pages],
            "proposed": proposal.figures if proposal else None,
        }

    def note(
        self,
        case_id: int,
        line: Line,
        before: dict[str, Any] | None,
        made: list[City | Unit | PartnerRole],
        media: dict[str, str],
    ) -> None:
        """Notes that a record was written as the case ``case_id``, together with the objects it made for it.

        ``media``: digests of all blocks and pictures the case has then, given by the record or not.
        """
        record_id = line.record.id if line.record else ""
        self._rows.append(
            ImportedItem(
                run=self._run,
                kind=ImportedKind.CASE,
                object_id=case_id,
                label=record_id,
                line=line.number,
                before=before,
                after={"media": media},
            )
        )
        for thing in made:
            label = thing.slug if isinstance(thing, City) else thing.code
            kind = KINDS[type(thing)]
            self._rows.append(ImportedItem(run=self._run, kind=kind, object_id=thing.pk, label=label, line=line.number))

    def flush(self) -> None:
        """Writes the rows of a batch, with values that later tell a person's edit. Call it before the commit."""
        cases = {row.object_id: row for row in self._rows if row.kind == ImportedKind.CASE}
        live: dict[int, list[str]] = {}
        pages = CaseStudyPage.objects.filter(case__in=cases, live=True).values_list("case", "locale__language_code")
        for pk, language in pages.order_by("locale__language_code"):
            live.setdefault(pk, []).append(language)
        for pk, import_hash in Case.objects.filter(pk__in=cases).values_list("pk", "import_hash"):
            cases[pk].after |= {"hash": import_hash, "live": live.get(pk, [])}
        ImportedItem.objects.bulk_create(self._rows)
        self._rows = []

    def finish(self) -> None:
        """Notes the final values of cities, units and roles, since later records may have completed them."""
        for item in ImportedItem.objects.filter(run=self._run).exclude(kind=ImportedKind.CASE):
            thing = thing_of(item)
            if thing:
                item.after = values_of(thing)
                item.save(update_fields=["after"])


def thing_of(item: ImportedItem) -> City | Unit | PartnerRole | None:
    """City, unit or role of a journal's item; None when it is gone."""
    if item.kind == ImportedKind.CITY:
        return City.objects.filter(pk=item.object_id).first()
    if item.kind == ImportedKind.UNIT:
        return Unit.objects.filter(pk=item.object_id).first()
    return PartnerRole.objects.filter(pk=item.object_id).first()


def live_languages(case_id: int) -> list[str]:
    """Languages in which a case has a live page."""
    pages = CaseStudyPage.objects.filter(case_id=case_id, live=True)
    return sorted(pages.values_list("locale__language_code", flat=True))


def values_of(thing: Any) -> dict[str, Any]:
    """Values of a city, unit or role as JSON can hold them."""
    return {
        name: value if isinstance(value, dict | list) else str(value) for name, value in model_to_dict(thing).items()
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _page_snapshot(page: CaseStudyPage) -> dict[str, Any]:
    has_draft = page.has_unpublished_changes and page.latest_revision_id
    return {
        "pk": page.pk,
        "live": page.live,
        "dates": {name: _iso(getattr(page, name)) for name in ("first_published_at", "last_published_at")},
        "content": page.serializable_data(),
        "draft": page.get_latest_revision_as_object().serializable_data() if has_draft else None,
    }
