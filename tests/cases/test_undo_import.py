"""Undoing an import: what it made goes, what it changed comes back, what a person did since stays."""

import copy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.models import Case, CaseStudyPage, City, ImportRun, Indicator, PartnerRole, Unit
from cases.models.jobs import JobState
from cases.selectors.case_record import case_record
from cases.services.imports.cases import ImportOptions, import_cases
from cases.services.imports.runs import WrongStage, begin_import, confirm_import, stop_import, undo_import
from cases.signals import cases_changed
from home.models import Heartbeat
from home.services.task_queue import TaskWorker, run_jobs
from tests.cases.importing import imported
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.IMPORT_DIR = tmp_path / "imports"


@pytest.fixture
def user() -> User:
    return User.objects.create_superuser("root", password="x")


def undone(run: ImportRun, user: User) -> dict[str, int]:
    undo_import(run, user)
    run_jobs()
    run.refresh_from_db()
    assert run.state == JobState.DONE, run.result
    counts: dict[str, int] = run.result["counts"]
    return counts


def everything() -> dict[str, Any]:
    """All that an import may write, as far as a person can see it."""
    hidden = {"latest_revision_id", "live_revision_id", "last_published_at", "latest_revision_created_at", "id"}
    names = {field.attname for field in CaseStudyPage._meta.concrete_fields} - hidden - {"page_ptr_id"}
    return {
        "records": [case_record(case).model_dump(mode="json") for case in Case.objects.all()],  # type: ignore[union-attr]
        "cases": list(Case.objects.values("import_id", "import_hash", "title_translations", "unverified", "code")),
        "pages": list(CaseStudyPage.objects.order_by("path").values(*names)),
        "cities": list(City.objects.values("slug", "names", "population")),
        "units": sorted(Unit.objects.values_list("code", flat=True)),
        "roles": sorted(PartnerRole.objects.values_list("code", flat=True)),
    }  # fmt: skip


def test_nothing_is_written_before_it_is_confirmed(starter_records: list[dict[str, Any]], user: User) -> None:
    file = SimpleUploadedFile("x.jsonl", as_file(starter_records[:2]).getvalue())
    run = begin_import(file, user, publish=True, force=False)
    run_jobs()
    run.refresh_from_db()
    assert run.result["counts"] == {"created": 2} and len(run.result["samples"]) == 2
    assert not Case.objects.exists() and not City.objects.exists() and not Unit.objects.exists()


def test_what_an_import_made_is_gone_after_its_undo(starter_records: list[dict[str, Any]], user: User) -> None:
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    before = everything()
    run = imported(starter_records[:4], user)
    assert run.result["counts"] == {"created": 3, "unchanged": 1, "updated": 0} and not run.file
    counts = undone(run, user)
    assert set(counts) == {"undone"} and counts["undone"] == run.items.count()
    assert everything() == before


@pytest.mark.parametrize("published_before", [True, False])
@pytest.mark.parametrize("publish", [True, False])
def test_what_an_import_changed_is_as_before_after_its_undo(
    starter_records: list[dict[str, Any]], user: User, published_before: bool, publish: bool
) -> None:
    import_cases(as_file(starter_records[:2]), ImportOptions(publish=published_before))
    before = everything()
    changed = copy.deepcopy(starter_records[:2])
    changed[0]["title"]["en"] = "Changed title"
    changed[0]["limits"]["fa"] = "تازه"
    changed[0]["indicators"] = changed[0]["indicators"][:1]
    changed[1]["challenge"]["ar"] = changed[1]["limits"]["ar"] = "نص"
    run = imported(changed, user, publish=publish)
    assert run.result["counts"]["updated"] == 2 and everything() != before
    assert undone(run, user)["undone"] >= 2
    after = everything()
    if published_before and not publish:
        for page in after["pages"]:  # the draft that restores a draft is one
            page["has_unpublished_changes"] = False
    for page, was in zip(after["pages"], before["pages"], strict=True):
        page["draft_title"] = was["draft_title"]
    assert after == before
    # The next import finds it as the first left it.
    assert import_cases(as_file(starter_records[:2]), ImportOptions(publish=published_before)).counts == {
        "unchanged": 2
    }


def test_what_a_person_edited_or_published_since_stays_and_is_named(
    starter_records: list[dict[str, Any]], user: User
) -> None:
    run = imported(starter_records[:4], user, publish=False)
    cases = list(Case.objects.order_by("pk"))
    edited = CaseStudyPage.objects.filter(case=cases[0]).first()
    published = CaseStudyPage.objects.filter(case=cases[1]).first()
    assert edited and published
    edited.lessons = "Written by a person."
    edited.save_revision()
    published.save_revision().publish()
    Indicator.objects.filter(case=cases[2]).delete()
    counts = undone(run, user)
    assert counts["edited"] == 3
    assert list(Case.objects.order_by("pk")) == cases[:3]
    fates = dict(run.items.filter(kind="case").values_list("object_id", "undone"))
    assert [fates[case.pk] for case in cases] == ["edited", "edited", "edited", "undone"]
    # Cities and units that the kept ones use are kept too.
    assert City.objects.filter(case_pages__isnull=False).distinct().count() == City.objects.count()


def test_an_import_is_undone_once_and_confirmed_once(starter_records: list[dict[str, Any]], user: User) -> None:
    run = imported(starter_records[:1], user)
    with pytest.raises(WrongStage):
        confirm_import(run, user)
    undone(run, user)
    with pytest.raises(WrongStage):
        undo_import(run, user)


def test_the_index_hears_of_an_undo(starter_records: list[dict[str, Any]], user: User, index: Any) -> None:
    from django.core.management import call_command

    from search.sync.delivery import drain
    from search.sync.lag import outbox_state

    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    changed = copy.deepcopy(starter_records[:2])
    changed[0]["title"]["en"] = "Changed title"
    run = imported(changed, user)
    drain()
    undo_import(run, user)
    run_jobs()
    assert outbox_state()["embedded"].waiting > 0
    drain()
    call_command("search_check", verbosity=0)


def test_a_run_that_was_killed_goes_on_and_can_be_undone_whole(
    starter_records: list[dict[str, Any]], user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cases.services.imports import cases as module
    from cases.services.imports import runs as import_runs

    monkeypatch.setattr(module, "BATCH", 2)
    file = SimpleUploadedFile("x.jsonl", as_file(starter_records[:5]).getvalue())
    run = begin_import(file, user, publish=True, force=False)
    run_jobs()
    confirm_import(run, user)

    class Killed(BaseException):
        pass

    def die(work: Any, amount: int) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(import_runs, "advance", die)
        run_jobs("killed")
    assert Case.objects.count() == 2
    assert run_jobs() == 0, "its worker may still live"
    Heartbeat.objects.filter(process="killed").update(seen_at=timezone.now() - timedelta(minutes=5))
    assert run_jobs() == 1
    run.refresh_from_db()
    assert Case.objects.count() == 5 and run.result["counts"]["created"] == 5
    assert set(undone(run, user)) == {"undone"} and not Case.objects.exists()


def test_a_second_draft_import_follows_the_first(starter_records: list[dict[str, Any]]) -> None:
    record = copy.deepcopy(starter_records[0])
    import_cases(as_file([record]), ImportOptions())
    for number in range(2):
        record["lessons"]["en"] = f"Version {number}"
        assert import_cases(as_file([record]), ImportOptions()).counts == {"updated": 1}
        page = CaseStudyPage.objects.get(locale__language_code="en")
        assert page.get_latest_revision_as_object().lessons == page.lessons == f"Version {number}"


def test_an_edited_draft_that_was_never_published_is_kept(starter_records: list[dict[str, Any]]) -> None:
    record = copy.deepcopy(starter_records[0])
    import_cases(as_file([record]), ImportOptions())
    page = CaseStudyPage.objects.get(locale__language_code="en")
    page.lessons = "A person's."
    page.save_revision()
    record["lessons"]["en"] = "The file's."
    assert import_cases(as_file([record]), ImportOptions()).counts == {"kept": 1}


def test_a_stopped_import_keeps_what_it_wrote_and_is_undone(
    starter_records: list[dict[str, Any]], user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cases.services.imports.cases.BATCH", 1)
    before = everything()
    run = begin_import(
        SimpleUploadedFile("cases.jsonl", as_file(starter_records[:3]).getvalue()), user, publish=False, force=False
    )
    run_jobs()
    with pytest.raises(WrongStage):
        stop_import(run)  # it is over
    confirm_import(run, user)

    def after_the_first(sender: Any, **kwargs: Any) -> None:
        stop_import(run)
        cases_changed.disconnect(after_the_first)

    cases_changed.connect(after_the_first, weak=False)
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.file.name, Case.objects.count()) == (JobState.STOPPED, "", 1)
    assert run.result["counts"] == {"created": 1, "unchanged": 0, "updated": 0} and not run.is_under_way
    assert undone(run, user) == {"undone": run.items.count()}
    assert everything() == before
    with pytest.raises(WrongStage):
        stop_import(run)


def test_what_waits_is_stopped_at_once_and_what_its_worker_left_is_over(
    starter_records: list[dict[str, Any]], user: User
) -> None:
    file = SimpleUploadedFile("cases.jsonl", as_file(starter_records[:1]).getvalue())
    run = begin_import(file, user, publish=False, force=False)
    stop_import(run)
    assert run_jobs() == 0
    run.refresh_from_db()
    assert run.state == JobState.STOPPED
    with pytest.raises(WrongStage):
        confirm_import(run, user)
    run = begin_import(file, user, publish=False, force=False)
    claimed = TaskWorker(["jobs"], "killed").claim()
    assert claimed is not None and claimed.pk == run.task
    ImportRun.objects.filter(pk=run.pk).update(state=JobState.RUNNING)
    stop_import(run)
    assert run_jobs() == 1, "nobody has seen that worker"
    run.refresh_from_db()
    assert run.state == JobState.STOPPED and not Case.objects.exists()
