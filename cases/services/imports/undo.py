"""Undoes an import: deletes what it made and restores what it changed, unless a person edited it since."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import ProtectedError, TextField
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import (
    Adoption,
    Case,
    CaseStudyPage,
    ImportedItem,
    ImportRun,
    Indicator,
    Measurement,
    PartnerRole,
)
from cases.models.imports import ImportedKind
from cases.records.reader import fingerprint, media_digests
from cases.selectors.case_record import drafted_record
from cases.services.figures import restore_proposal
from cases.services.translation.published_prose import noting_words
from cases.signals import cases_changed

from .journal import live_languages, thing_of, values_of

BATCH = 50
UNDONE = "undone"
REASONS: dict[str, str | Promise] = {
    "edited": _("edited or published by a person since"),
    "used": _("still used by something else"),
    "not_permitted": _("you may not delete or change it"),
    "gone": _("no longer there"),
}


def undo(run: ImportRun, user: Any, progress: Callable[[int], object] = lambda count: None) -> Counter[str]:
    """Undoes the items that it can; each then says whether it was undone, or why not. Returns the numbers by outcome.

    Cases go first, since they use the cities, units and roles. Batches are transactions of their own; an undo that was
    cut short goes on where it was.
    """
    outcomes: Counter[str] = Counter()
    waiting = ImportedItem.objects.filter(run=run, undone="")
    cases = waiting.filter(kind=ImportedKind.CASE)
    for query, undo_one in ((cases, _undo_case), (waiting.exclude(kind=ImportedKind.CASE), _undo_thing)):
        ids = list(query.order_by("-pk").values_list("pk", flat=True))
        for start in range(0, len(ids), BATCH):
            chunk = ids[start : start + BATCH]
            with transaction.atomic():
                for item in ImportedItem.objects.filter(pk__in=chunk).order_by("-pk"):
                    item.undone = undo_one(item, user)
                    if item.undone == UNDONE:
                        item.before = None
                    item.save(update_fields=["undone", "before"])
                    outcomes[item.undone] += 1
            progress(len(chunk))
    return outcomes


def _undo_case(item: ImportedItem, user: Any) -> str:
    case = Case.objects.filter(pk=item.object_id).first()
    if case is None:
        return "gone"
    pages = list(CaseStudyPage.objects.filter(case=case))
    if not _is_as_imported(case, item):
        return "edited"
    if not all(_may(page, user, deleting=item.before is None) for page in pages):
        return "not_permitted"
    try:
        with transaction.atomic():
            if item.before is None:
                for page in pages:
                    page.delete(user=user)
                case.delete()
            else:
                _restore(case, pages, item.before, user)
    except ProtectedError:
        return "used"
    return UNDONE


def _may(page: CaseStudyPage, user: Any, *, deleting: bool) -> bool:
    allowed = page.permissions_for_user(user)
    if allowed.page_locked():
        return False
    if deleting:
        return bool(allowed.can_delete())
    return bool(allowed.can_edit() and (not page.live or allowed.can_publish()))


def _is_as_imported(case: Case, item: ImportedItem) -> bool:
    if case.import_hash != item.after.get("hash") or live_languages(case.pk) != item.after.get("live"):
        return False
    if item.before is None and case.editor_note:
        return False
    current = drafted_record(case)
    if current is None or fingerprint(current) != case.import_hash:
        return False
    media = item.after.get("media")  # imports made before files could speak of it noted none
    return media is None or media.items() <= media_digests(current).items()


def _restore(case: Case, pages: list[CaseStudyPage], before: dict[str, Any], user: Any) -> None:
    snapshots = {snapshot["pk"]: snapshot for snapshot in before["pages"]}
    for page in pages:
        if page.pk in snapshots:
            _restore_page(page, snapshots[page.pk], user)
        else:
            page.delete(user=user)  # the update brought a new language
    with noting_words(case):
        _restore_living_data(case, Case.from_serializable_data(before["case"], check_fks=False))
    restore_proposal(case, before.get("proposed"), user)
    cases_changed.send(sender=Case, case_ids=[case.pk])


def _restore_living_data(case: Case, was: Case) -> None:
    """Restores fields, indicators and adoptions of a case; the rows are made anew, since the update deleted them."""
    names = ("title_translations", "summary_translations", "unverified", "import_hash", "import_media")
    Case.objects.filter(pk=case.pk).update(**{name: getattr(was, name) for name in names})
    Indicator.objects.filter(case=case).delete()
    Adoption.objects.filter(case=case).delete()
    for indicator in was.indicators.all():
        made = Indicator.objects.create(case=case, **_values(indicator))
        Measurement.objects.bulk_create(
            Measurement(indicator=made, **_values(point)) for point in indicator.measurements.all()
        )
    Adoption.objects.bulk_create(Adoption(case=case, **_values(adoption)) for adoption in was.adoptions.all())


def _values(child: Any) -> dict[str, Any]:
    """Values of a child but its key and its parent."""
    skipped = ("id", "case_id", "indicator_id")
    return {
        field.attname: getattr(child, field.attname)
        for field in child._meta.concrete_fields
        if field.attname not in skipped
    }


def _restore_page(page: CaseStudyPage, snapshot: dict[str, Any], user: Any) -> None:
    if page.live and not snapshot["live"]:
        page.unpublish(user=user)
        page.refresh_from_db()
    restored = page.with_content_json(snapshot["content"])
    if not snapshot["live"]:
        restored.save(clean=False)
    revision = restored.save_revision(user=user, clean=False)
    if snapshot["live"]:
        revision.publish(user=user)
    if snapshot["draft"] is not None:
        page.refresh_from_db()
        page.with_content_json(snapshot["draft"]).save_revision(user=user, clean=False)
    dates = {name: datetime.fromisoformat(text) if text else None for name, text in snapshot["dates"].items()}
    CaseStudyPage.objects.filter(pk=page.pk).update(**dates)


def _undo_thing(item: ImportedItem, user: Any) -> str:
    thing = thing_of(item)
    if thing is None:
        return "gone"
    if values_of(thing) != item.after:
        return "edited"
    if isinstance(thing, PartnerRole) and _role_is_used(thing.code):
        return "used"
    try:
        with transaction.atomic():
            thing.delete()
    except ProtectedError:
        return "used"
    return UNDONE


def _role_is_used(code: str) -> bool:
    """Whether a page names the partner role, which stands inside the JSON of pages."""
    written = json.dumps(code, cls=DjangoJSONEncoder)[1:-1]
    pages = CaseStudyPage.objects.annotate(text=Cast("partners", TextField()))
    return any(
        block.value["role"] == code
        for page in pages.filter(text__contains=written) | pages.filter(text__contains=code)
        for block in page.partners
    )
