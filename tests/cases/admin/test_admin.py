"""The admin: everything can be edited, refusals land on their field, and nobody writes what they may not."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from cases.models import Case, CaseStudyPage, City, Indicator, Topic, Unit
from cases.services.imports.cases import ImportOptions, import_cases
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def case(foundation: None, starter_records: list[dict[str, Any]]) -> Case:
    record = next(r for r in starter_records if r["id"] == "amman-bus-rapid-transit")
    import_cases(as_file([record]), ImportOptions(publish=True))
    return Case.objects.get()


@pytest.fixture
def drafted(foundation: None, starter_records: list[dict[str, Any]]) -> Case:
    """A case that no reader knows, whose figures therefore wait for nobody."""
    record = next(r for r in starter_records if r["id"] == "amman-bus-rapid-transit")
    import_cases(as_file([record]), ImportOptions(publish=False))
    return Case.objects.get()


def client_of(role: str) -> Client:
    """A browser logged in as someone of that role; "anonymous" is nobody."""
    client = Client()
    if role == "anonymous":
        return client
    user = User.objects.create_user(role, password="x", is_superuser=role == "superuser")
    groups = {"editor": ["Editors"], "publisher": ["Publishers"], "taxonomy keeper": ["Taxonomy keepers"]}
    user.groups.set(Group.objects.filter(name__in=groups.get(role, [])))
    client.force_login(user)
    return client


ROLES = ["anonymous", "plain", "editor", "publisher", "taxonomy keeper", "superuser"]
MAY = {
    "case": {"editor", "publisher", "superuser"},
    "city": {"editor", "publisher", "superuser"},
    "unit": {"editor", "publisher", "superuser"},
    "partnerrole": {"editor", "publisher", "superuser"},
    "topic": {"taxonomy keeper", "superuser"},
}


@pytest.mark.parametrize("role", ROLES)
def test_roles_and_what_they_may_change(role: str, case: Case) -> None:
    client = client_of(role)
    objects = {
        "case": case,
        "city": City.objects.get(),
        "unit": Unit.objects.first(),
        "partnerrole": None,
        "topic": Topic.objects.get(code="waste"),
    }
    for name, instance in objects.items():
        allowed = role in MAY[name]
        if instance is not None:
            response = client.get(f"/admin/{name}/edit/{instance.pk}/")
            assert (response.status_code == 200) == allowed, (role, name)
            posted = client.post(f"/admin/{name}/edit/{instance.pk}/", {})
            assert (posted.status_code == 200) == allowed, (role, name)
        created = client.get(f"/admin/{name}/new/")
        assert (created.status_code == 200) == (allowed and name != "case"), (role, name)
        assert client.post(f"/admin/{name}/delete/{instance.pk if instance else 1}/").status_code != 500


@pytest.mark.parametrize("role", ["anonymous", "plain", "taxonomy keeper"])
def test_others_do_not_write_pages(role: str, case: Case) -> None:
    client = client_of(role)
    page = CaseStudyPage.objects.first()
    assert page is not None
    for action in ("edit", "unpublish", "delete", "move"):
        assert client.post(f"/admin/pages/{page.pk}/{action}/", {}).status_code in (302, 403), action
    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_every_screen_answers(case: Case, language: str) -> None:
    client = client_of("superuser")
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=User.objects.get(), preferred_language=language)
    page = CaseStudyPage.objects.first()
    assert page is not None
    city, topic = City.objects.get(), Topic.objects.get(code="waste")
    unused = City.objects.create(slug="atlantis", code_prefix="ATL", names={"en": "Atlantis"})
    idle = Topic.objects.create(code="street-music")
    for url in [
        "case/", f"case/edit/{case.pk}/", "case/?q=amman",
        "city/", "city/new/", f"city/edit/{city.pk}/", "city/?q=امان", f"city/delete/{unused.pk}/",
        f"city/used/{city.pk}/",
        "topic/", "topic/new/", f"topic/edit/{topic.pk}/", "topic/?q=زباله", f"topic/delete/{idle.pk}/",
        f"topic/used/{topic.pk}/",
        "unit/", "unit/new/", "partnerrole/", "partnerrole/new/",
        f"pages/{page.pk}/edit/", f"pages/add/cases/casestudypage/{page.get_parent().pk}/",
    ]:  # fmt: skip
        assert client.get(f"/admin/{url}").status_code == 200, url


def topic_data(**changes: Any) -> dict[str, Any]:
    return {
        "code": "street-music",
        "parent": "",
        "preferred_en": "Street music",
        "alternative_en": "buskers",
        **changes,
    }


def test_a_topic_is_made_with_its_labels() -> None:
    response = client_of("taxonomy keeper").post("/admin/topic/new/", topic_data(preferred_fa="ساز و آواز کوچه"))
    assert response.status_code == 302, response.context["form"].errors.as_json()
    topic = Topic.objects.get(code="street-music")
    assert {label.text for label in topic.labels.all()} == {"Street music", "buskers", "ساز و آواز کوچه"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "waste"}, "code"),
        ({"code": "Not a code"}, "code"),
        ({"alternative_en": "buskers\ngarbage"}, "alternative_en"),
        ({"preferred_en": "Waste management"}, "preferred_en"),
        ({"preferred_en": "", "alternative_en": ""}, "preferred_fa"),
        ({"parent": "999999"}, "parent"),
    ],
)
def test_a_refused_topic_says_why_at_the_field_and_keeps_what_was_typed(changes: dict[str, Any], field: str) -> None:
    response = client_of("superuser").post("/admin/topic/new/", topic_data(**changes))
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert topic_data(**changes)["alternative_en"].split("\n")[0] in response.content.decode()


def test_a_topic_cannot_lie_under_itself() -> None:
    topic, below = Topic.objects.get(code="waste"), Topic.objects.get(code="construction-waste")
    data = {"code": "waste", "parent": below.pk, "preferred_en": "Waste management"}
    response = client_of("superuser").post(f"/admin/topic/edit/{topic.pk}/", data)
    assert "parent" in response.context["form"].errors


def test_a_topic_in_use_is_not_deleted(case: Case) -> None:
    topic = Topic.objects.get(code="mobility")
    response = client_of("superuser").post(f"/admin/topic/delete/{topic.pk}/", follow=True)
    assert response.status_code == 200 and Topic.objects.filter(pk=topic.pk).exists()


def test_a_city_needs_only_name_and_country_and_geonames_adds_the_rest() -> None:
    response = client_of("editor").post("/admin/city/new/", {"names_fa": "یزد", "names_en": "Yazd", "country": "IR"})
    assert response.status_code == 302, response.context["form"].errors.as_json()
    city = City.objects.get(slug="yazd")
    assert city.population and city.latitude and city.code_prefix == "YZD" and city.names == {"fa": "یزد", "en": "Yazd"}


def test_what_an_editor_wrote_of_a_city_is_not_replaced() -> None:
    data = {"names_en": "Yazd", "country": "IR", "population": "7", "latitude": "31.9", "longitude": "54.4"}
    client_of("editor").post("/admin/city/new/", data)
    city = City.objects.get(slug="yazd")
    assert (city.population, city.latitude) == (7, 31.9)


def test_a_refused_city_says_why_at_the_field() -> None:
    response = client_of("editor").post("/admin/city/new/", {"country": "Iran", "latitude": "95", "names_en": ""})
    assert {"names", "country", "latitude"} <= set(response.context["form"].errors)
    assert 'value="95"' in response.content.decode()


def case_data(case: Case, **changes: Any) -> dict[str, Any]:
    """What the form of a case posts: one indicator with one measurement."""
    indicator = case.indicators.first()
    measurement = indicator.measurements.first()
    data = {
        "unverified": "A claim",
        "indicators-TOTAL_FORMS": "1", "indicators-INITIAL_FORMS": "1", "indicators-MIN_NUM_FORMS": "0",
        "indicators-MAX_NUM_FORMS": "1000", "indicators-0-id": indicator.pk, "indicators-0-ORDER": "1",
        "indicators-0-name_en": "Length", "indicators-0-unit": indicator.unit_id, "indicators-0-direction": "up",
        "indicators-0-source": "s1", "indicators-0-baseline_year": "2010", "indicators-0-baseline_value": "0",
        "indicators-0-measurements-TOTAL_FORMS": "2", "indicators-0-measurements-INITIAL_FORMS": "2",
        "indicators-0-measurements-1-id": indicator.measurements.last().pk, "indicators-0-measurements-1-DELETE": "on",
        "indicators-0-measurements-MIN_NUM_FORMS": "0", "indicators-0-measurements-MAX_NUM_FORMS": "1000",
        "indicators-0-measurements-0-id": measurement.pk, "indicators-0-measurements-0-date": "2021-05-01",
        "indicators-0-measurements-0-value": "12.5",
        "adoptions-TOTAL_FORMS": "0", "adoptions-INITIAL_FORMS": "0", "adoptions-MIN_NUM_FORMS": "0",
        "adoptions-MAX_NUM_FORMS": "1000",
    }  # fmt: skip
    return data | changes


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        ({"names_fa": "توکیو", "country": "JP"}, "tokyo"),
        ({"names_fa": "وودج", "names_en": "Łódź", "country": "PL"}, "lodz"),
        ({"names_en": "Leeds", "country": "UK"}, "leeds"),
        ({"names_fa": "شهری که هیچ‌کس نمی‌شناسد", "country": "IR"}, None),
        ({"names_fa": "شهری که هیچ‌کس نمی‌شناسد", "country": "IR", "slug": "a-city"}, "a-city"),
        ({"names_en": "Nowhere", "country": "ZZ"}, None),
    ],
)
def test_a_city_has_an_address_of_its_english_name_or_is_asked_for_one(data: dict[str, str], slug: str | None) -> None:
    response = client_of("editor").post("/admin/city/new/", data)
    assert (response.status_code == 302) == (slug is not None)
    assert list(City.objects.values_list("slug", flat=True)) == ([slug] if slug else [])


def test_a_series_is_edited_in_the_form_of_its_case(drafted: Case) -> None:
    case = drafted
    Indicator.objects.exclude(pk=case.indicators.first().pk).delete()
    response = client_of("editor").post(f"/admin/case/edit/{case.pk}/", case_data(case))
    assert response.status_code == 302, response.context["form"].errors
    indicator = Indicator.objects.get()
    assert (indicator.baseline_value, indicator.measurements.get().value) == (0, 12.5)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"indicators-0-baseline_value": ""}, "Give both year and value, or neither."),
        ({"indicators-0-source": "s99"}, "No source of this case has this key."),
        ({"indicators-0-measurements-0-source": "s99"}, "No source of this case has this key."),
        ({"indicators-0-measurements-0-value": "many"}, "Enter a number, with"),
        ({"indicators-0-name_en": ""}, "Write it in at least one language."),
    ],
)
def test_a_refused_series_says_why(case: Case, changes: dict[str, str], reason: str) -> None:
    Indicator.objects.exclude(pk=case.indicators.first().pk).delete()
    client = client_of("editor")
    client.cookies["django_language"] = "en"
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=User.objects.get(), preferred_language="en")
    response = client.post(f"/admin/case/edit/{case.pk}/", case_data(case, **changes))
    assert response.status_code == 200 and reason in response.content.decode()
    assert Indicator.objects.get().baseline_value is None, "nothing of it was saved"


@pytest.mark.parametrize(
    ("when", "value", "stored", "precision", "shown"),
    [
        ("۱۴۰۱", "۱۲٫۵", "2022-01-01", "year", ("۱۴۰۱", "۱۲٫۵")),
        ("1401/05", "1,234.5", "2022-07-01", "month", ("۱۴۰۱/۰۵", "۱۲۳۴٫۵")),
        ("2022-05-12", "−3", "2022-05-12", "day", ("۲۰۲۲-۰۵-۱۲", "-۳")),
    ],
)
def test_figures_are_entered_in_the_editors_calendar_and_digits(
    drafted: Case, when: str, value: str, stored: str, precision: str, shown: tuple[str, str]
) -> None:
    case = drafted
    from wagtail.users.models import UserProfile

    Indicator.objects.exclude(pk=case.indicators.first().pk).delete()
    client = client_of("editor")
    UserProfile.objects.create(user=User.objects.get(), preferred_language="fa")
    names = [f"indicators-0-measurements-0-{name}" for name in ("date", "value")]
    response = client.post(
        f"/admin/case/edit/{case.pk}/", case_data(case, **dict(zip(names, (when, value), strict=True)))
    )
    assert response.status_code == 302, response.context["form"].errors
    measurement = Indicator.objects.get().measurements.get()
    assert (measurement.date.isoformat(), measurement.precision) == (stored, precision)
    html = client.get(f"/admin/case/edit/{case.pk}/").content.decode()
    for text in shown:
        assert f'value="{text}"' in html


def test_a_refused_figure_is_kept_as_it_was_typed(case: Case) -> None:
    Indicator.objects.exclude(pk=case.indicators.first().pk).delete()
    data = case_data(case, **{"indicators-0-measurements-0-date": "۱۴۰۱/۱۳", "indicators-0-baseline_year": "۹۸"})
    html = client_of("editor").post(f"/admin/case/edit/{case.pk}/", data).content.decode()
    assert 'value="۱۴۰۱/۱۳"' in html and 'value="۹۸"' in html and "۱۴۰۱/۰۲/۲۲" in html
