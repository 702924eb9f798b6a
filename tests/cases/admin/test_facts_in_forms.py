"""What the second edition of the data brought, in the forms of the newsroom: kept as typed, refused at its field."""

from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cases.blocks.documents import DocumentBlock
from cases.blocks.sources import SourceBlock
from cases.models import Case, CaseStudyPage, City, Indicator
from cases.permissions import Role
from cases.selectors.completeness import completeness
from cases.services.cities import save_city
from tests.cases.admin.test_writing import add_url, data
from tests.cases.roles import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def client() -> Client:
    return browser_of(person(Role.EDITOR, "editor", "fa"))


@pytest.fixture
def city() -> City:
    return save_city(City(names={"en": "Tehran", "fa": "تهران"}, country="IR"))


def source(**values: Any) -> dict[str, Any]:
    return {"key": "s1", "title": "Annual report", "url": "", "publisher": "City", **values}


def whole(city: City, **changes: Any) -> dict[str, Any]:
    """The form with everything that is new in it."""
    keys = {"count": "1", "0-deleted": "", "0-order": "0", "0-type": "item", "0-value": "s1", "0-id": ""}
    point = {"text": {"fa": "شبکه دو برابر شد.", "en": "The network doubled."}, "sources": keys}
    streams = {
        "sources": streamfield([("source", source(year="۱۳۹۹"))]),
        "documents": streamfield(
            [("document", {"kind": "law", "title": {"fa": "قانون"}, "year": "۱۳۹۶/۰۷/۳۰", "source": "s1"})]
        ),
        "results_points": streamfield([("point", point)]),
        "limits_points": streamfield([]),
        "conditions_points": streamfield([]),
        "unchecked": streamfield([("text", {"fa": "هزینه را نتوانستیم بسنجیم."})]),
    }
    values = {
        "brief_fa": "اتوبوس مسیر ویژه گرفت.", "brief_en": "Buses got lanes.", "started": "۱۳۸۶/۱۰ (۲۰۰۸)",
        "outcome": "partly", "outcome_reason_fa": "نه خط از ده خط.", "outcome_source": "s1", "licence": "CC-BY-SA-4.0",
        "cost_amount": "۵۷۰", "cost_currency": "USD", "cost_year": "۱۳۹۰", "cost_kind": "unit",
        "cost_basis_fa": "هر خانوار", "cost_planned": "on", "cost_budget": "600", "cost_budget_source": "s1",
    }  # fmt: skip
    return {**data(city), **nested_form_data(streams), **values, **changes}


def test_what_is_typed_is_kept(client: Client, city: City) -> None:
    response = client.post(add_url("fa"), whole(city))
    assert response.status_code == 302, response.context["form"].errors
    page = CaseStudyPage.objects.get()
    assert page.brief == {"fa": "اتوبوس مسیر ویژه گرفت.", "en": "Buses got lanes."}
    assert (page.started, str(page.started_known)) == (2008, "1386-10")
    assert (page.outcome, page.outcome_reason, page.outcome_source) == ("partly", {"fa": "نه خط از ده خط."}, "s1")
    assert (page.cost_amount, page.cost_kind, page.cost_basis, page.cost_planned) == (
        570, "unit", {"fa": "هر خانوار"}, True,
    )  # fmt: skip
    assert (page.cost_year, str(page.cost_known), page.cost_budget, page.licence) == (2011, "1390", 600, "CC-BY-SA-4.0")
    (point,) = page.results_points
    assert point.value["text"]["fa"] == "شبکه دو برابر شد." and list(point.value["sources"]) == ["s1"]
    (document,), (given,) = page.documents, page.sources
    assert (document.value["year"], str(document.value["year"].known)) == (2017, "1396-07-30")
    assert (given.value["url"], given.value["publisher"], str(given.value["year"].known)) == ("", "City", "1399")
    assert page.unchecked[0].value["fa"] == "هزینه را نتوانستیم بسنجیم."


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_form_shows_dates_as_they_were_written(language: str, client: Client, city: City) -> None:
    client.post(add_url("fa"), whole(city))
    page = CaseStudyPage.objects.get()
    html = browser_of(person(Role.EDITOR, "other", language)).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    started, year = ("۱۳۸۶/۱۰ (۲۰۰۸)", "۱۳۹۰") if language == "fa" else ("1386/10 (2008)", "1390")
    assert f'value="{started}"' in html and f'value="{year}"' in html
    with override(language):
        (document, given) = (page.documents[0].value, page.sources[0].value)
        assert DocumentBlock().get_form_state(document)["year"] == ("۱۳۹۶/۰۷/۳۰" if language == "fa" else "1396/07/30")
        assert SourceBlock().get_form_state(given)["year"] == ("۱۳۹۹" if language == "fa" else "1399")


def test_saving_again_changes_no_date(client: Client, city: City) -> None:
    client.post(add_url("fa"), whole(city))
    page = CaseStudyPage.objects.get()
    form = client.get(f"/admin/pages/{page.pk}/edit/").context["form"]
    assert form["started"].value() == "۱۳۸۶/۱۰ (۲۰۰۸)"
    response = client.post(
        f"/admin/pages/{page.pk}/edit/", whole(city, started=form["started"].value(), slug=page.slug)
    )
    assert response.status_code == 302, response.context["form"].errors
    after = CaseStudyPage.objects.get().get_latest_revision_as_object()
    assert (after.started, str(after.started_known)) == (2008, "1386-10")
    response = client.post(
        f"/admin/pages/{page.pk}/edit/", whole(city, started="2009", slug=page.slug, save_over="dialog")
    )
    after = CaseStudyPage.objects.get().get_latest_revision_as_object()
    assert (after.started, after.started_known) == (2009, None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"brief_en": "x" * 161}, "brief"),
        ({"outcome_source": "s9"}, "outcome_source"),
        ({"cost_budget_source": "s9"}, "cost_budget_source"),
        ({"cost_basis_fa": ""}, "cost_basis"),
        ({"cost_amount": ""}, "cost_kind"),
        ({"cost_kind": "monthly"}, "cost_kind"),
        ({"licence": "GPL"}, "licence"),
        ({"started": "۱۳۸۶/۱۳"}, "started"),
        ({"started": "1386 (1999)"}, "started"),
        ({"results_points-0-value-text-fa": "آ" * 161}, "results_points"),
        ({"results_points-0-value-sources-0-value": "s9"}, "results_points"),
        ({"sources-0-value-publisher": "", "sources-0-value-year": ""}, "sources"),
        ({"sources-0-value-kind": "rumour"}, "sources"),
        ({"sources-0-value-original": "not an address"}, "sources"),
        ({"documents-0-value-year": "1396/13"}, "documents"),
    ],
)
def test_what_is_wrong_is_named_at_its_field(
    client: Client,
    city: City,
    changes: dict[str, Any],
    field: str,
) -> None:
    response = client.post(add_url("fa"), {**whole(city), **changes, "action-submit": "1"})
    assert response.status_code == 200 and field in response.context["form"].errors
    assert not CaseStudyPage.objects.exists()


def test_brief_and_outcome_are_asked_for_and_not_required(page: CaseStudyPage) -> None:
    def asked() -> set[str]:
        return {gap.anchor for gap in completeness(page).recommended}

    assert completeness(page).is_complete and not {"id_brief", "id_outcome"} & asked()
    page.brief, page.outcome, page.outcome_reason = {}, "unknown", {}
    assert completeness(page).is_complete and {"id_brief", "id_outcome"} <= asked()
    page.outcome_reason = {"en": "Nobody has counted."}
    assert "id_outcome" not in asked()


def test_a_city_says_who_counted_and_when(client: Client) -> None:
    values = {"names_fa": "یزد", "names_en": "Yazd", "country": "IR", "population": "529673", "population_year": "۱۳۹۵",
              "population_scope": "city", "population_source": "مرکز آمار ایران"}  # fmt: skip
    response = client.post("/admin/city/new/", values)
    assert response.status_code == 302, response.context["form"].errors
    made = City.objects.get(slug="yazd")
    assert (made.population_year, str(made.population_known), made.population_scope) == (2016, "1395", "city")
    assert 'value="۱۳۹۵"' in client.get(f"/admin/city/edit/{made.pk}/").content.decode()
    refused = client.post("/admin/city/new/", {**values, "population_year": "86", "population_scope": "all"})
    assert {"population_year", "population_scope"} <= set(refused.context["form"].errors)


def test_figures_and_adoptions_keep_their_calendar_and_kind(client: Client, page: CaseStudyPage) -> None:
    case = Case.objects.get()
    indicator = case.indicators.first()
    assert indicator is not None
    Indicator.objects.exclude(pk=indicator.pk).delete()
    points = inline_formset(
        [{"date": "۱۳۹۷ (۲۰۱۹)", "value": "۱۵۰", "kind": "reported"}, {"date": "2015", "value": "3"}]
    )
    rows = [{"id": indicator.pk, "name_en": "Length", "unit": indicator.unit_id, "direction": "up",
             "baseline_year": "۱۳۹۲", "baseline_value": "100", "measurements": points}]  # fmt: skip
    took = [{"city_name_fa": "یزد", "country": "IR", "status": "started", "year": "۱۴۰۰"}]
    indicator.measurements.all().delete()
    form = {"indicators": inline_formset(rows, initial=1), "adoptions": inline_formset(took)}
    response = client.post(f"/admin/case/edit/{case.pk}/", nested_form_data(form))
    assert response.status_code == 302, response.context["form"].errors
    indicator.refresh_from_db()
    assert (indicator.baseline_year, str(indicator.baseline_known)) == (2013, "1392")
    found = [(m.date.isoformat(), m.known and str(m.known), m.kind) for m in indicator.measurements.all()]
    assert found == [("2015-01-01", None, ""), ("2019-01-01", "1397", "reported")]
    assert [(a.year, str(a.known)) for a in case.adoptions.all()] == [(2021, "1400")]
    html = client.get(f"/admin/case/edit/{case.pk}/").content.decode()
    assert 'value="۱۳۹۷ (۲۰۱۹)"' in html and 'value="۱۳۹۲"' in html and 'value="۱۴۰۰"' in html
    shown = case.pages.get(locale__language_code="fa")
    shown.save_revision(clean=False)
    text = client.get(f"/admin/pages/{shown.pk}/view_draft/").content.decode()
    assert "۱۳۹۷ (۲۰۱۹)" in text and "۱۴۰۰ (۲۰۲۱)" in text and "اعلام‌شده" in text
