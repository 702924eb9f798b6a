"""An upgrade from the first migration of every app, with rows in it: they live on, and pages answer."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from wagtail.models import Page, Site

from cases.models import Case, CaseStudyPage, City, Indicator, Topic
from home.services.site_tree import ensure_site_tree
from search.answer.service import search
from search.models import SearchedQuery
from search.params import SearchParams
from search.sync.rebuild import rebuild
from tests.databases import Databases, empty, use
from tests.filling import forget_everything

FIRST = [("cases", "0001_initial"), ("home", "0001_initial"), ("search", "0001_initial")]
PROSE = ("summary", "challenge", "solution", "results", "limits", "lessons", "transfer")


@pytest.fixture
def old_site(databases: Databases, django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """The models of a database at the first migrations."""
    with django_db_blocker.unblock(), empty(f"{databases.own}_old"):
        executor = MigrationExecutor(connection)
        executor.migrate(FIRST)
        yield executor.loader.project_state(FIRST).apps
    use(databases.own)
    forget_process()


def forget_process() -> None:
    """Whatever this process remembers of another database."""
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    cache.clear()
    forget_everything()


def fill(apps: Any) -> None:
    """A case as the first version kept it: page, facts, figures, a topic with its labels; and an entry to deliver."""

    def make(model: str, **values: Any) -> Any:
        return apps.get_model("cases", model).objects.create(**values)

    city = make("City", slug="yazd", code_prefix="YZD", names={"fa": "یزد", "en": "Yazd"}, country="IR")
    topic = make("Topic", code="water")
    for language, text in (("fa", "آب"), ("en", "Water")):
        make("TopicLabel", topic=topic, language=language, kind="preferred", text=text, claim=text.lower())
    case = make("Case", translation_key=uuid4(), code="YZD-0001", import_id="yazd-qanats", editor_note="Old.")
    make("CaseCodeCounter", prefix="YZD", last=1)
    indicator = make(
        "Indicator", case=case, name={"en": "Flow"}, unit=make("Unit", code="l/s"), source="s1", sort_order=0,
        baseline_year=2001, baseline_value=3,
    )  # fmt: skip
    make("Measurement", indicator=indicator, date="2010-01-01", value=12)
    make("Adoption", case=case, city_name={"en": "Kerman"}, country="IR", status="started", sort_order=0)
    page = add_pages(apps, case, city)
    type(page).topics.through.objects.create(casestudypage=page, topic=topic)  # .add would wait for a save
    apps.get_model("search", "OutboxEntry").objects.create(code=case.code)


def add_pages(apps: Any, case: Any, city: Any) -> Any:
    """The tree of pages down to the case, and the site that it is served from."""
    locale = apps.get_model("wagtailcore", "Locale").objects.get_or_create(language_code="fa")[0]
    pages = apps.get_model("wagtailcore", "Page").objects

    def add(app: str, model: str, path: str, slug: str, children: int, **values: Any) -> Any:
        kinds = apps.get_model("contenttypes", "ContentType").objects
        kind = kinds.get_or_create(app_label=app, model=model.lower())[0]
        return apps.get_model(app, model).objects.create(
            path=path, depth=len(path) // 4, numchild=children, slug=slug, url_path=f"/{slug}/", live=True,
            draft_title=slug, locale=locale, content_type=kind, **values,
        )  # fmt: skip

    home = add("home", "HomePage", "00010002", "home-fa", 1, title="خانه", translation_key=uuid4())
    add("cases", "CaseIndexPage", "000100020001", "cases", 1, title="تجربه‌ها", translation_key=uuid4())
    pages.filter(path="0001").update(numchild=2)
    apps.get_model("wagtailcore", "Site").objects.update(root_page=pages.get(pk=home.pk))
    page = add(
        "cases", "CaseStudyPage", "0001000200010001", "qanats", 0, title="قنات‌های یزد",
        translation_key=case.translation_key, case=case, city=city, started=2001, sdgs=[6],
        **dict.fromkeys(PROSE, "آب کم."),
    )  # fmt: skip
    pages.filter(pk=page.pk).update(url_path="/home-fa/cases/qanats/")
    return page


def test_rows_of_the_first_version_live_on(old_site: Any) -> None:
    fill(old_site)
    forget_process()
    call_command("migrate", verbosity=0, interactive=False)
    ensure_site_tree()
    forget_process()
    rows_are_whole()
    rebuild()
    pages_answer()


def rows_are_whole() -> None:
    page = CaseStudyPage.objects.get()
    assert (page.title, page.started, page.sdgs, page.live) == ("قنات‌های یزد", 2001, [6], True)
    assert all(getattr(page, name) == "آب کم." for name in PROSE)
    assert page.city == City.objects.get(slug="yazd") and list(page.topics.all()) == [Topic.objects.get(code="water")]
    assert Topic.objects.get().label("en") == "Water"
    assert page.case == Case.objects.get(code="YZD-0001") and page.case.editor_note == "Old."
    indicator = Indicator.objects.get()
    assert (indicator.baseline_year, indicator.baseline_value, indicator.source) == (2001, 3, "s1")
    assert [(row.date.year, row.value) for row in indicator.measurements.all()] == [(2010, 12)]
    assert [(row.kind, row.known) for row in indicator.measurements.all()] == [("", None)], "nobody called it measured"
    assert (page.started_known, page.outcome, page.cost_kind, page.cost_planned) == (None, "unknown", "", False)
    assert (page.brief, list(page.results_points), list(page.unchecked)) == ({}, [], [])
    assert page.licence == "CC-BY-4.0"
    assert page.case.adoptions.get().city_name == {"en": "Kerman"}
    assert Page.find_problems() == ([], [], [], [], [])


def pages_answer() -> None:
    client = Client()
    html = client.get("/fa/cases/qanats/").content.decode()
    assert "قنات‌های یزد" in html and "YZD-0001" in html and "۱۲" in html
    for url in ("/fa/", "/fa/cities/yazd/", "/fa/topics/water/", "/en/", "/fa/search/?q=قنات"):
        answer = client.get(url)
        assert answer.status_code == 200, url
    assert "YZD-0001" in [hit.card.code for hit in search(SearchParams(q="قنات", language="fa")).hits]
    assert client.get("/c/YZD-0001/").headers["Location"] == "/fa/cases/qanats/"
    assert not SearchedQuery.objects.exists()
