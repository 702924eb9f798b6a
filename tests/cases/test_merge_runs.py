"""Merges of what many cases have: in the background, whole or not at all."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cases.models import Case, CaseStudyPage, City, MergeRun, Topic, TopicRedirect
from cases.models.jobs import JobState
from cases.permissions import Role
from cases.services import merge_runs
from cases.services.cities import save_city
from cases.services.imports.cases import ImportOptions, import_cases
from cases.services.merge_runs import merge
from cases.services.merge_topics import merge_topics
from cases.services.topics import save_topic
from cases.signals import cases_changed
from home.services.task_queue import run_jobs
from tests.cases.roles import browser_of, person
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def cases(starter_records: list[dict[str, Any]]) -> list[Case]:
    records = [record for record in starter_records if "recycling" in record["topics"]][:2]
    import_cases(as_file(records), ImportOptions(publish=True))
    return list(Case.objects.all())


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """What these few cases have counts as much."""
    monkeypatch.setattr(merge_runs, "AT_ONCE", 2)


def topic(code: str) -> Topic:
    return Topic.objects.get(code=code)


def keeper() -> User:
    return person(Role.TAXONOMY_KEEPER)


def test_few_are_merged_at_once(cases: list[Case]) -> None:
    assert merge(topic("recycling"), topic("organic-waste"), keeper()) == 2
    assert not MergeRun.objects.exists()


def test_many_are_merged_in_the_background_and_the_page_says_so(cases: list[Case], many: None) -> None:
    user = keeper()
    client = browser_of(user)
    source, target = topic("recycling"), topic("organic-waste")
    answer = client.post(f"/admin/topic/merge/{source.pk}/", {"target": target.pk})
    run = MergeRun.objects.get()
    assert answer["Location"] == f"/admin/cases/merge/{run.pk}/"
    assert Topic.objects.filter(code="recycling").exists()
    shown = client.get(answer["Location"]).content.decode()
    assert "data-progress" in shown and '<progress max="100" aria' in shown
    assert client.get(f"{answer['Location']}?progress=1").json()["percent"] is None
    assert Client().get(answer["Location"]).status_code == 302
    assert browser_of(person(Role.EDITOR)).get(answer["Location"]).status_code == 302
    again = client.post(f"/admin/topic/merge/{source.pk}/", {"target": target.pk})
    assert again["Location"] == answer["Location"] and MergeRun.objects.count() == 1

    assert run_jobs() == 1
    run.refresh_from_db()
    assert (run.state, run.result) == (JobState.DONE, {"cases": 2})
    assert TopicRedirect.objects.get(code="recycling").topic == target
    assert CaseStudyPage.objects.filter(topics=target, case__in=cases).values("case").distinct().count() == 2
    shown = client.get(answer["Location"]).content.decode()
    assert f"/admin/topic/edit/{target.pk}/" in shown and "data-progress" not in shown


def test_it_is_done_as_soon_as_it_is_committed_not_when_the_index_has_followed(cases: list[Case], many: None) -> None:
    run = merge(topic("recycling"), topic("organic-waste"), keeper())
    assert isinstance(run, MergeRun)
    merge_runs.perform(run)
    run.refresh_from_db()
    assert (run.state, run.result) == (JobState.DONE, {"cases": 2})


def test_a_city_likewise(cases: list[Case], many: None) -> None:
    source = CaseStudyPage.objects.first().city  # type: ignore[union-attr]
    target = save_city(City(names={"en": "Elsewhere"}, country="IR"))
    run = merge(source, target, person(Role.PUBLISHER))
    assert isinstance(run, MergeRun)
    run_jobs()
    run.refresh_from_db()
    assert run.result["cases"] >= 1 and not City.objects.filter(pk=source.pk).exists()


def test_a_worker_that_dies_midway_leaves_nothing_and_another_does_it(cases: list[Case], many: None) -> None:
    run = merge(topic("recycling"), topic("organic-waste"), keeper())
    assert isinstance(run, MergeRun)
    before = list(CaseStudyPage.topics.through.objects.order_by("pk").values_list("casestudypage", "topic"))

    def die(**kwargs: Any) -> None:
        raise RuntimeError("out of memory")

    cases_changed.connect(die)  # the last thing a merge does
    try:
        run_jobs()
    finally:
        cases_changed.disconnect(die)
    run.refresh_from_db()
    assert run.state == JobState.FAILED and "out of memory" in run.result["error"]
    assert list(CaseStudyPage.topics.through.objects.order_by("pk").values_list("casestudypage", "topic")) == before
    assert Topic.objects.filter(code="recycling").exists() and not TopicRedirect.objects.exists()
    MergeRun.objects.update(state=JobState.WAITING)
    run_jobs()
    run.refresh_from_db()
    assert run.result == {"cases": 2}


def test_one_that_was_done_before_its_worker_could_say_so_is_not_done_twice(cases: list[Case], many: None) -> None:
    source, target = topic("recycling"), topic("organic-waste")
    run = merge(source, target, keeper())
    assert isinstance(run, MergeRun)
    merge_topics(source, target)
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.result) == (JobState.DONE, {"cases": None})
    assert browser_of(run.user).get(f"/admin/cases/merge/{run.pk}/").status_code == 200


def test_what_has_become_impossible_meanwhile_is_refused_in_words(cases: list[Case], many: None) -> None:
    user = keeper()
    source, target = topic("recycling"), save_topic(Topic(code="glass"), {"en": "Glass banks"}, {})
    run = merge(source, target, user)
    assert isinstance(run, MergeRun)
    target.parent = source
    target.save()
    run_jobs()
    run.refresh_from_db()
    assert run.result == {"refused": "impossible"} and Topic.objects.filter(pk=source.pk).exists()
    assert "help-warning" in browser_of(user).get(f"/admin/cases/merge/{run.pk}/").content.decode()

    MergeRun.objects.update(state=JobState.WAITING)
    user.groups.clear()
    run_jobs()
    run.refresh_from_db()
    assert run.result == {"refused": "not_permitted"}

    MergeRun.objects.update(state=JobState.WAITING)
    target.delete()
    run_jobs()
    run.refresh_from_db()
    assert run.result == {"refused": "gone"}
