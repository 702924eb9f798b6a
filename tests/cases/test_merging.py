"""Merging topics and cities: nothing is lost, old addresses lead on, drafts follow, the index hears of it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client

from cases.models import Case, CaseStudyPage, City, CityRedirect, Topic, TopicRedirect
from cases.services.cities import save_city
from cases.services.imports.cases import ImportOptions, import_cases
from cases.services.imports.thesaurus import import_thesaurus
from cases.services.merge_cities import merge_cities
from cases.services.merge_topics import merge_topics, move_topic
from cases.services.topics import delete_topic, deprecate_topic, save_topic
from cases.signals import city_merged, topic_merged
from cases.written.letters import label_key
from search.content.facets import topics_with_ancestors
from search.content.thesaurus import current_thesaurus
from search.sync.delivery import drain
from search.sync.lag import outbox_state
from tests.conftest import STARTER, as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
PUBLISH = ImportOptions(publish=True)


def topic(code: str) -> Topic:
    return Topic.objects.get(code=code)


def index_agrees() -> None:
    assert outbox_state()["embedded"].waiting > 0
    drain()
    call_command("search_check", verbosity=0)


@pytest.fixture
def records(starter_records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [record for record in starter_records if "recycling" in record["topics"]][:3]


def test_a_merged_topic_goes_into_the_other_with_everything(records: list[dict[str, Any]], index: Any) -> None:
    import_cases(as_file(records), PUBLISH)
    drain()
    source, target = topic("recycling"), topic("organic-waste")
    child = save_topic(Topic(code="glass", parent=source), {"en": "Glass banks"}, {})
    words = {(label.language, label.text) for label in [*source.labels.all(), *target.labels.all()]}
    preferred = target.preferred_labels()
    pages = set(CaseStudyPage.objects.filter(topics__in=[source, target]).values_list("pk", flat=True))
    assert merge_topics(source, target) == Case.objects.count()
    child.refresh_from_db()
    target.refresh_from_db()
    assert child.parent == target and not Topic.objects.filter(code="recycling").exists()
    assert target.preferred_labels() == preferred
    assert {(label.language, label.text) for label in target.labels.all()} == words
    assert set(CaseStudyPage.objects.filter(topics=target).values_list("pk", flat=True)) == pages
    index_agrees()
    response = Client().get("/en/topics/recycling/")
    assert response.status_code == 301 and response["Location"] == "/en/topics/organic-waste/"
    assert "organic-waste" in current_thesaurus().codes("topic", "recycling")


def test_redirects_are_never_chains(records: list[dict[str, Any]]) -> None:
    merge_topics(topic("recycling"), topic("organic-waste"))
    merge_topics(topic("organic-waste"), topic("waste"))
    assert set(TopicRedirect.objects.values_list("code", "topic__code")) == {
        ("recycling", "waste"), ("organic-waste", "waste"),
    }  # fmt: skip


def test_drafts_follow_a_merge(records: list[dict[str, Any]]) -> None:
    import_cases(as_file(records[:1]), PUBLISH)
    page = CaseStudyPage.objects.get(locale__language_code="en")
    other = save_city(City(names={"en": "Elsewhere"}, country="FR"))
    page.topics = [topic("recycling"), topic("food-security")]
    page.city = other
    page.save_revision()
    merge_topics(topic("recycling"), topic("food-security"))
    merge_cities(other, save_city(City(names={"en": "Lyon"}, country="FR")))
    draft = CaseStudyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [t.code for t in draft.topics.all()] == ["food-security"] and draft.city.slug == "lyon"
    draft.save_revision().publish()


@pytest.mark.parametrize(("source", "target"), [("waste", "waste"), ("waste", "recycling")])
def test_a_topic_goes_not_into_itself_nor_below(source: str, target: str) -> None:
    with pytest.raises(ValidationError):
        merge_topics(topic(source), topic(target))
    assert Topic.objects.count() == 194


def test_files_may_still_use_the_merged_code(records: list[dict[str, Any]]) -> None:
    import_cases(as_file(records), PUBLISH)
    merge_topics(topic("recycling"), topic("waste"))
    assert import_cases(as_file(records), PUBLISH).counts == {"unchanged": len(records)}
    CaseStudyPage.objects.all().delete()
    Case.objects.all().delete()
    assert import_cases(as_file(records), PUBLISH).counts == {"created": len(records)}
    assert CaseStudyPage.objects.exclude(topics=topic("waste")).count() == 0


def test_set_up_again_does_not_bring_a_merged_topic_back() -> None:
    merge_topics(topic("recycling"), topic("organic-waste"))
    report = import_thesaurus((STARTER / "thesaurus.json").read_bytes())
    assert not report.problems and report.kept == ["recycling"]
    assert not Topic.objects.filter(code="recycling").exists()
    with pytest.raises(ValidationError) as caught:
        save_topic(Topic(code="recycling"), {"en": "Again"}, {})
    assert "code" in caught.value.message_dict


def test_a_moved_topic_changes_what_its_cases_count_for(records: list[dict[str, Any]], index: Any) -> None:
    import_cases(as_file(records), PUBLISH)
    drain()
    moved = topic("recycling")
    moved.parent = topic("mobility")
    save_topic(moved, moved.preferred_labels(), {})
    index_agrees()
    assert "mobility" in topics_with_ancestors(["recycling"], current_thesaurus().tree)


def test_topics_move_among_their_siblings() -> None:
    roots = list(Topic.objects.filter(parent=None))
    move_topic(roots[1], -1)
    assert list(Topic.objects.filter(parent=None))[:2] == [roots[1], roots[0]]
    move_topic(roots[1], -1)
    move_topic(roots[-1], 1)
    assert list(Topic.objects.filter(parent=None)) == [roots[1], roots[0], *roots[2:]]
    Topic.objects.filter(parent=None).update(position=0)
    order = list(Topic.objects.filter(parent=None))
    move_topic(order[2], 1)
    assert list(Topic.objects.filter(parent=None)) == [*order[:2], order[3], order[2], *order[4:]]


def test_a_deprecated_topic_still_resolves(records: list[dict[str, Any]]) -> None:
    import_cases(as_file(records), PUBLISH)
    deprecate_topic(topic("recycling"), deprecated=True)
    assert Client().get("/en/topics/recycling/").status_code == 200
    assert import_cases(as_file(records), PUBLISH).counts == {"unchanged": len(records)}


def test_what_is_used_is_not_deleted(records: list[dict[str, Any]]) -> None:
    import_cases(as_file(records[:1]), PUBLISH)
    used = topic(records[0]["topics"][0])
    with pytest.raises(ValidationError):
        delete_topic(used)
    page = CaseStudyPage.objects.first()
    assert page is not None
    only_drafted = save_topic(Topic(code="only-drafted"), {"en": "Only drafted"}, {})
    page.topics = [only_drafted]
    page.save_revision()
    with pytest.raises(ValidationError):
        delete_topic(only_drafted)
    delete_topic(save_topic(Topic(code="unused"), {"en": "Unused"}, {}))


def test_a_merged_city_goes_into_the_other_with_everything(records: list[dict[str, Any]], index: Any) -> None:
    import_cases(as_file(records), PUBLISH)
    source = CaseStudyPage.objects.select_related("city").first().city  # type: ignore[union-attr]
    target = save_city(City(names={"fa": "شهر تازه"}, country=source.country))
    code = Case.objects.filter(pages__city=source).first().code  # type: ignore[union-attr]
    before = set(CaseStudyPage.objects.filter(city=source).values_list("pk", flat=True))
    old, english, population = source.slug, source.names["en"], source.population
    source_name = source.names["fa"]
    drain()
    merge_cities(source, target)
    target.refresh_from_db()
    assert set(CaseStudyPage.objects.filter(city=target).values_list("pk", flat=True)) == before
    assert target.names["en"] == english and target.names["fa"] == "شهر تازه" and target.population == population
    assert label_key(source_name) in {label_key(n) for n in (*target.names.values(), *target.other_names)}
    assert Case.objects.filter(code=code).exists()
    index_agrees()
    assert Client().get(f"/fa/cities/{old}/")["Location"] == f"/fa/cities/{target.slug}/"
    assert target.slug in current_thesaurus().codes("city", english)
    again = import_cases(as_file(records), ImportOptions(publish=True, force=True))
    assert not again.problems and City.objects.filter(slug=old).count() == 0
    assert list(CityRedirect.objects.values_list("slug", flat=True)) == [old]


@pytest.mark.parametrize("kind", ["city", "topic"])
def test_rooms_are_told_of_a_merge_while_both_are_there(kind: str, records: list[dict[str, Any]]) -> None:
    import_cases(as_file(records), PUBLISH)
    heard: list[tuple[Any, Any]] = []

    def carry_over(source: Any, target: Any, **kwargs: Any) -> None:
        assert type(source).objects.filter(pk__in=[source.pk, target.pk]).count() == 2
        heard.append((source.pk, target.pk))

    source: Any = City.objects.order_by("slug")[0] if kind == "city" else topic("recycling")
    target: Any = City.objects.create(slug="atlantis", code_prefix="ATL") if kind == "city" else topic("organic-waste")
    signal, merge = (city_merged, merge_cities) if kind == "city" else (topic_merged, merge_topics)
    expected = [(source.pk, target.pk)]
    signal.connect(carry_over)
    try:
        merge(source, target)
    finally:
        signal.disconnect(carry_over)
    assert heard == expected and not type(source).objects.filter(pk=expected[0][0]).exists()


def test_a_room_that_cannot_carry_its_rows_over_stops_the_merge(records: list[dict[str, Any]]) -> None:
    import_cases(as_file(records), PUBLISH)
    source = City.objects.order_by("slug")[0]

    def refuse(**kwargs: Any) -> None:
        raise ValidationError("two coordinators")

    city_merged.connect(refuse)
    try:
        with pytest.raises(ValidationError, match="two coordinators"):
            merge_cities(source, City.objects.create(slug="atlantis", code_prefix="ATL"))
    finally:
        city_merged.disconnect(refuse)
    assert CaseStudyPage.objects.filter(city=source).exists() and not CityRedirect.objects.exists()
