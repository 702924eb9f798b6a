"""Planned pages appear and go at their time, each once, and one that fails keeps no other waiting."""

import json
import os
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from cases.models import CaseStudyPage
from cases.services.imports.cases import ImportOptions, import_cases
from home.selectors.schedule import lateness
from home.services.schedule import failed_changes, forget_failures, keep_schedule, make_due
from home.services.task_queue.chores import CHORES
from knowledgebase.readiness import forget_readiness
from tests.conftest import as_file
from tests.databases import Databases
from tests.knowledgebase.web_process import served

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture(autouse=True)
def _try_anew() -> Iterator[None]:
    forget_failures()
    forget_readiness()
    yield
    forget_failures()
    forget_readiness()


@pytest.fixture
def drafts(starter_records: list[dict[str, Any]]) -> list[CaseStudyPage]:
    """English pages of three cases, not published."""
    import_cases(as_file(starter_records[:3]), ImportOptions(publish=False))
    return list(CaseStudyPage.objects.filter(locale__language_code="en").order_by("pk"))


def ago(**amount: float) -> datetime:
    return timezone.now() - timedelta(**amount)


def plan(page: CaseStudyPage, at: datetime, **values: Any) -> None:
    """Schedules the text through Wagtail, then lets its time come, as waiting would."""
    page.refresh_from_db()
    page.go_live_at = timezone.now() + timedelta(days=1)
    for name, value in values.items():
        setattr(page, name, value)
    revision = page.save_revision()
    revision.publish()
    revision.refresh_from_db()
    assert revision.approved_go_live_at is not None
    revision.approved_go_live_at = at
    revision.content["go_live_at"] = at.isoformat()
    revision.save()


def publish(page: CaseStudyPage, **values: Any) -> None:
    """Publishes at once; fields that Wagtail's forms would refuse, such as an expiry in the past, are written after."""
    page.save_revision().publish()
    CaseStudyPage.objects.filter(pk=page.pk).update(**values)


def live(page: CaseStudyPage) -> bool:
    return bool(CaseStudyPage.objects.get(pk=page.pk).live)


def public(page: CaseStudyPage) -> int:
    return Client().get(CaseStudyPage.objects.get(pk=page.pk).url).status_code


def logged(page: CaseStudyPage, action: str) -> int:
    return PageLogEntry.objects.filter(page=page.pk, action=f"wagtail.{action}.scheduled").count()


def test_a_page_appears_at_its_time_and_not_before(drafts: list[CaseStudyPage]) -> None:
    due, future = drafts[:2]
    plan(due, ago(seconds=1))
    plan(future, timezone.now() + timedelta(minutes=2))
    assert (public(due), public(future)) == (404, 404)
    assert make_due() == 1
    assert (public(due), public(future)) == (200, 404) and logged(due, "publish") == 1
    assert make_due() == 0


def test_a_page_goes_at_its_time_and_not_before(drafts: list[CaseStudyPage]) -> None:
    due, future = drafts[:2]
    publish(due, expire_at=ago(seconds=1))
    publish(future, expire_at=timezone.now() + timedelta(minutes=2))
    assert make_due() == 1
    assert (public(due), public(future)) == (404, 200) and logged(due, "unpublish") == 1
    assert CaseStudyPage.objects.get(pk=due.pk).expired


def test_what_should_be_gone_again_after_a_long_halt_does_not_appear(drafts: list[CaseStudyPage]) -> None:
    plan(drafts[0], ago(hours=2), expire_at=ago(hours=1))
    assert make_due() == 1
    page = CaseStudyPage.objects.get(pk=drafts[0].pk)
    assert not page.live and page.expired and make_due() == 0


def test_a_newer_text_with_a_later_end_goes_before_the_end_of_the_older(drafts: list[CaseStudyPage]) -> None:
    """Both came due during a halt: in the order planned, the page stays."""
    page = drafts[0]
    publish(page)
    plan(page, ago(hours=2), expire_at=timezone.now() + timedelta(days=3))
    CaseStudyPage.objects.filter(pk=page.pk).update(expire_at=ago(hours=1))
    assert live(page)
    make_due()
    assert live(page) and logged(page, "unpublish") == 0


def test_a_page_that_goes_today_and_was_planned_to_come_again_does(drafts: list[CaseStudyPage]) -> None:
    page = drafts[0]
    publish(page)
    plan(page, timezone.now() + timedelta(hours=1), expire_at=None)
    CaseStudyPage.objects.filter(pk=page.pk).update(expire_at=ago(seconds=1))
    assert live(page)
    make_due()
    assert not live(page) and page.revisions.filter(approved_go_live_at__isnull=False).count() == 1


def test_one_that_fails_keeps_no_other_waiting_and_is_told(
    drafts: list[CaseStudyPage], index: Any, caplog: Any, settings: Any
) -> None:
    bad, good, gone = drafts
    plan(bad, ago(minutes=9))
    plan(good, ago(minutes=8))
    publish(gone, expire_at=ago(minutes=7))
    revision = bad.revisions.get(approved_go_live_at__isnull=False)
    revision.content["title"] = ""  # no page may be without
    revision.save()
    assert lateness().late == 3
    assert make_due() == 2 and (live(bad), live(good), live(gone)) == (False, True, False)
    assert "planned_change_failed" in caplog.text + str(caplog.records)
    assert [change.key for change in failed_changes()] == [str(revision.pk)]
    forget_readiness()
    schedule = Client().get("/readyz").json()["checks"]["schedule"]
    assert (schedule["status"], schedule["late"], schedule["failed"]) == ("degraded", 1, 1)
    assert schedule["failures"] == [f"publish wagtailcore.revision {revision.pk}"]
    assert 540 <= schedule["oldest_seconds"] < 600
    settings.METRICS_ALLOW = ["127.0.0.0/8"]
    text = Client().get("/metrics").content.decode()
    assert "scheduled_pages_late 1.0" in text and "scheduled_pages_oldest_seconds 54" in text
    assert make_due() == 0, "and is not tried again at once"
    revision.content["title"] = "Mended"
    revision.save()
    forget_failures()
    assert make_due() == 1 and live(bad) and not failed_changes() and lateness().late == 0


def test_what_was_planned_anew_or_deleted_is_no_failure_any_more(drafts: list[CaseStudyPage]) -> None:
    plan(drafts[0], ago(minutes=9))
    revision = drafts[0].revisions.get(approved_go_live_at__isnull=False)
    revision.content["title"] = ""
    revision.save()
    make_due()
    assert failed_changes()
    CaseStudyPage.objects.get(pk=drafts[0].pk).delete()
    assert make_due() == 0 and not failed_changes()


def test_it_is_told_when_nothing_is_late(index: Any, drafts: list[CaseStudyPage]) -> None:
    plan(drafts[0], ago(minutes=4))
    schedule = Client().get("/readyz").json()["checks"]["schedule"]
    assert (schedule["status"], schedule["late"]) == ("ok", 0)


def test_the_command_of_a_timer_does_the_work_too(drafts: list[CaseStudyPage]) -> None:
    plan(drafts[0], ago(minutes=1))
    call_command("publish_scheduled", "--dryrun")
    assert not live(drafts[0])
    call_command("publish_scheduled")
    assert live(drafts[0])


def test_every_process_that_beats_does_the_chore() -> None:
    assert keep_schedule in CHORES


HOLDER = """
import time, django
django.setup()
from wagtail.signals import page_published
from home.services.schedule import make_due

def hold(**kwargs):
    print("holds", flush=True)
    time.sleep(60)

page_published.connect(hold)
make_due()
"""


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_in_the_middle_is_replaced_by_another(
    drafts: list[CaseStudyPage], tmp_path: Path, databases: Databases
) -> None:
    plan(drafts[0], ago(minutes=1))
    with databases.for_process(tmp_path) as environment:
        command = [sys.executable, "-c", HOLDER]
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE)
        assert process.stdout is not None and process.stdout.readline() == b"holds\n"
        process.kill()
        process.communicate()
    assert not live(drafts[0])
    assert make_due() == 1 and live(drafts[0]) and logged(drafts[0], "publish") == 1


@pytest.mark.django_db(transaction=True)
def test_several_at_once_make_each_change_once(drafts: list[CaseStudyPage]) -> None:
    for page in drafts:
        plan(page, ago(minutes=1))
    made: list[int] = []
    together = threading.Barrier(4)

    def work() -> None:
        together.wait()
        made.append(make_due())
        connections.close_all()

    threads = [threading.Thread(target=work) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed_changes()
    assert sum(made) == 3 and [logged(page, "publish") for page in drafts] == [1, 1, 1]


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


@pytest.mark.django_db(transaction=True)
def test_a_web_process_publishes_and_withdraws_by_itself(
    drafts: list[CaseStudyPage], tmp_path: Path, databases: Databases
) -> None:
    appears, goes = drafts[:2]
    soon = timezone.now() + timedelta(seconds=10)
    plan(appears, soon)
    publish(goes, expire_at=soon)
    with databases.for_process(tmp_path) as environment, served(tmp_path, **environment) as port:
        addresses = [f"http://127.0.0.1:{port}{CaseStudyPage.objects.get(pk=page.pk).url}" for page in drafts[:2]]
        before = timezone.now() < soon
        assert not before or [status(address) for address in addresses] == [404, 200]
        while (found := [status(address) for address in addresses]) != [200, 404]:
            assert timezone.now() < soon + timedelta(seconds=30), found
            time.sleep(0.5)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=30) as answer:
            assert json.load(answer)["checks"]["schedule"]["late"] == 0
