"""Whatever changes what a document says is noted, and the drained index is what a fresh build would be."""

from collections.abc import Callable
from typing import Any

import pytest
from django.forms import modelform_factory
from django.test import RequestFactory
from wagtail.models import Locale, Page, PageViewRestriction

from cases.forms.cases import CaseForm
from cases.models import Case, CaseIndexPage, CaseStudyPage, City, Topic
from cases.services.cities import save_city
from cases.services.imports.cases import ImportOptions, import_cases
from cases.services.merge_cities import merge_cities
from cases.services.merge_topics import merge_topics, move_topic
from cases.services.topics import deprecate_topic, save_topic
from cases.viewsets.knowledge import CaseEditView
from home.models import HomePage, PlainPage
from search.models import OutboxEntry
from search.sync.consistency import check
from search.sync.delivery import drain
from search.sync.lag import OutboxState, outbox_state
from search.sync.log import end
from tests.conftest import as_file

pytestmark = pytest.mark.django_db


def page(language: str = "en") -> CaseStudyPage:
    return CaseStudyPage.objects.filter(locale__language_code=language, case__isnull=False).order_by("pk")[0]


def publish(language: str = "en", **values: Any) -> None:
    draft = page(language)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def index_page(language: str = "en") -> Page:
    return CaseIndexPage.objects.get(locale__language_code=language)


def close(closed: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)


def open_again(closed: Page) -> None:
    restriction = close(closed)
    drain()
    OutboxEntry.objects.exclude(number=end()).delete()
    restriction.delete()


def rename(named: Page, slug: str) -> None:
    fresh = Page.objects.get(pk=named.pk).specific
    fresh.slug = slug
    fresh.save_revision().publish()


def topic() -> Topic:
    return page().topics.exclude(parent=None).order_by("code")[0]


def other_topic(one: Topic) -> Topic:
    return Topic.objects.filter(parent=None).exclude(pk__in=[one.pk, one.parent_id]).order_by("code")[0]


def relabel_topic() -> None:
    renamed = topic()
    labels = renamed.preferred_labels()
    save_topic(renamed, {**labels, "en": "Quite another name"}, {})


def move_topic_under_another() -> None:
    moved = topic()
    moved.parent = other_topic(moved)
    save_topic(moved, moved.preferred_labels(), {})


def city() -> City:
    return page().city


def rename_city(**values: Any) -> None:
    renamed = city()
    for name, value in values.items():
        setattr(renamed, name, value)
    save_city(renamed)


def other_city() -> City:
    return save_city(City(names={"en": "Elsewhere"}, country="FR"))


def merge_city() -> None:
    target = other_city()
    drain()
    merge_cities(city(), target)


def retitle_case() -> None:
    case = page().case
    assert case is not None
    view = CaseEditView(model=Case, object=case)
    view.setup(RequestFactory().post("/"))
    view.request.user = None
    view.form_class = modelform_factory(Case, CaseForm, fields=["title_translations"])
    view.form = view.form_class({"title_translations_tr": "Zürafalar"}, instance=case)
    assert view.form.is_valid(), view.form.errors
    view.save_instance()


def import_again(records: list[dict[str, Any]], **changes: Any) -> None:
    import_cases(as_file([{**records[0], **changes}]), ImportOptions(publish=True))


def unpublish_branch() -> None:
    for index in CaseIndexPage.objects.all():
        index.get_descendants(inclusive=True).specific().first().unpublish()
        for below in index.get_children().specific():
            below.unpublish()


def delete_locale() -> None:
    for home in HomePage.objects.filter(locale__language_code="ar"):
        home.delete()
    Locale.objects.get(language_code="ar").delete()


def copy_branch() -> None:
    page().copy(update_attrs={"slug": "a-copy", "title": "A copy of giraffes"}, keep_live=True)


def make_alias() -> None:
    page("fa").create_alias(update_slug="alias")


EVENTS: dict[str, Callable[[], Any]] = {
    "publish": lambda: publish(title="Giraffes in the street"),
    "publish another language": lambda: publish("fa", summary="زرافه‌ها"),
    "publish facts": lambda: publish(status="discontinued", started=1999, sdgs=[1]),
    "unpublish": lambda: page().unpublish(),
    "unpublish a branch": unpublish_branch,
    "delete": lambda: page().delete(),
    "delete a branch": lambda: index_page().delete(),
    "delete a case": lambda: (CaseStudyPage.objects.filter(case=page().case).delete(), Case.objects.all()[0].delete()),
    "delete a locale": delete_locale,
    "copy": copy_branch,
    "alias": make_alias,
    "move": lambda: page().move(HomePage.objects.get(locale__language_code="en"), pos="last-child"),
    "close": lambda: close(page()),
    "close an ancestor": lambda: close(index_page()),
    "open": lambda: open_again(page()),
    "open an ancestor": lambda: open_again(HomePage.objects.get(locale__language_code="en")),
    "relabel a topic": relabel_topic,
    "move a topic under another": move_topic_under_another,
    "move a topic among its siblings": lambda: move_topic(topic(), 1) or move_topic(topic(), -1),
    "merge topics": lambda: merge_topics(topic(), other_topic(topic())),
    "retire a topic": lambda: deprecate_topic(topic(), deprecated=True),
    "rename a city": lambda: rename_city(names={"en": "Another name"}),
    "another address of a city": lambda: rename_city(slug="another-city"),
    "another country of a city": lambda: rename_city(country="FR"),
    "merge cities": merge_city,
    "titles of a case": retitle_case,
}


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
@pytest.mark.usefixtures("codes")
def test_an_event_is_noted_and_the_index_follows(event: Callable[[], Any]) -> None:
    event()
    assert outbox_state()["embedded"].waiting > 0
    drain()
    differences = check()
    assert not differences, differences
    assert outbox_state() == {"embedded": OutboxState()}


def noted(event: Callable[[], Any]) -> list[str]:
    """The codes of the rows that an event leaves, one for each row."""
    last = OutboxEntry.objects.order_by("-pk").values_list("pk", flat=True)[0]
    event()
    return list(OutboxEntry.objects.filter(pk__gt=last).order_by("code").values_list("code", flat=True))


ONCE: dict[str, tuple[Callable[[], Any], Callable[[], list[str]]]] = {
    "publish": (lambda: publish(title="Giraffes in the street"), lambda: [page().case.code]),
    "publish facts": (lambda: publish(status="discontinued", started=1999), lambda: [page().case.code]),
    "publish another address": (lambda: rename(page(), "another-address"), lambda: [page().case.code]),
    "unpublish": (lambda: page().unpublish(), lambda: [page().case.code]),
    "close": (lambda: close(page()), lambda: [page().case.code]),
    "close all": (lambda: close(index_page()), lambda: sorted(Case.objects.values_list("code", flat=True))),
    "move": (
        lambda: page().move(HomePage.objects.get(locale__language_code="en"), pos="last-child"),
        lambda: [CaseStudyPage.objects.get(pk=PAGE[0]).case.code],
    ),
    "another address of a city": (
        lambda: rename_city(slug="another-city"),
        lambda: sorted(set(CaseStudyPage.objects.filter(city=city()).values_list("case__code", flat=True))),
    ),
    "titles of a case": (retitle_case, lambda: [page().case.code]),
}
PAGE: list[int] = []


@pytest.mark.parametrize("event", ONCE)
@pytest.mark.usefixtures("codes")
def test_a_change_is_told_once(event: str) -> None:
    PAGE[:] = [page().pk]
    happens, expected = ONCE[event]
    assert noted(happens) == expected()


def publish_plain() -> None:
    plain = PlainPage.objects.filter(locale__language_code="en")[0]
    plain.title = "About us"
    plain.save_revision().publish()


def publish_home() -> None:
    home = HomePage.objects.get(locale__language_code="en")
    home.title = "Another front"
    home.save_revision().publish()


def save_draft() -> None:
    draft = page()
    draft.title = "Not yet"
    draft.save_revision()


NOTHING: dict[str, Callable[[], Any]] = {
    "publish the home page": publish_home,
    "publish the list of cases": lambda: index_page().specific.save_revision().publish(),
    "publish a plain page": publish_plain,
    "unpublish a plain page": lambda: PlainPage.objects.filter(locale__language_code="en")[0].unpublish(),
    "unpublish the list of cases": lambda: index_page().specific.unpublish(),
    "slug of an ancestor": lambda: rename(index_page(), "practices"),
    "slug of the home page": lambda: rename(HomePage.objects.get(locale__language_code="en"), "front"),
    "a draft": save_draft,
    "move among siblings": lambda: page().move(page().get_parent(), pos="last-child"),
}


@pytest.mark.parametrize("event", NOTHING.values(), ids=NOTHING)
@pytest.mark.usefixtures("codes")
def test_what_changes_no_document_is_not_told(event: Callable[[], Any]) -> None:
    assert noted(event) == []
    assert not check()


@pytest.mark.parametrize("changes", [{"status": "discontinued"}, {"indicators": []}], ids=str)
@pytest.mark.usefixtures("codes")
def test_an_import_is_noted(changes: dict[str, Any], starter_records: list[dict[str, Any]]) -> None:
    assert set(noted(lambda: import_again(starter_records, **changes))) == {page().case.code}
    drain()
    assert not check()


@pytest.mark.usefixtures("codes")
def test_the_check_sees_what_nobody_noted() -> None:
    CaseStudyPage.objects.filter(pk=page().pk).update(title="Behind the back of everyone")
    stale = check()
    assert stale.stale == [page().case.code] and not stale.missing and not stale.phantom
