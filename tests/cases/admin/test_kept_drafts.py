"""A draft keeps what is right: with a wrong field the others are saved, and what was typed there is shown again."""

from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cases.blocks.points import MOST_UNCHECKED
from cases.models import CaseStudyPage, City
from cases.permissions import Role
from tests.cases.roles import browser_of, person

from .test_writing import WRONG, add_url, city, client, data

__all__ = ["city", "client"]  # fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
JSON = {"Accept": "application/json"}


def stored() -> CaseStudyPage:
    page: CaseStudyPage = CaseStudyPage.objects.get().get_latest_revision_as_object()
    return page


def sources(*rows: dict[str, str]) -> dict[str, Any]:
    """What a browser sends of sources."""
    empty = {"title": "", "url": "", "kind": "", "publisher": "", "year": "", "lang": "", "original": ""}
    sent: dict[str, Any] = {"sources-count": str(len(rows))}
    for number, row in enumerate(rows):
        place = f"sources-{number}"
        sent |= {f"{place}-deleted": "", f"{place}-order": str(number), f"{place}-type": "source", f"{place}-id": ""}
        sent |= {f"{place}-value-{name}": text for name, text in {**empty, **row}.items()}
    return sent


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_a_new_draft_is_saved_and_shows_what_was_typed_with_the_reason(
    client: Client, city: City, changes: dict[str, Any], field: str
) -> None:
    response = client.post(add_url(), data(city, challenge="Written.", **changes), follow=True)
    assert stored().challenge == "Written." and "still have to be put right" in response.content.decode()
    form = response.context["form"]
    assert set(form.errors) == {field}
    shown = form[field].value()
    assert all(str(typed) in str(shown) for typed in [changes.get(field)] if typed), shown


def test_an_unreadable_value_leaves_the_one_before(client: Client, city: City) -> None:
    address = client.post(add_url(), data(city, started="۱۴۰۱"))["Location"]
    assert stored().started == 2022
    client.post(address, data(city, started="99999", challenge="More."))
    page = stored()
    assert (page.started, str(page.started_known), page.challenge) == (2022, "1401", "More.")
    form = client.get(address).context["form"]
    assert form["started"].value() == "99999" and form.errors["started"]
    client.post(address, data(city, started="2021"))
    assert stored().started == 2021 and not client.get(address).context["form"].errors


def test_a_list_is_saved_without_the_part_that_is_wrong(client: Client, city: City) -> None:
    wrong = [
        {"key": "s1", "title": "Report", "url": "https://example.org/"},
        {"key": "s2", "title": "Law", "url": "nono:"},
    ]
    address = client.post(add_url(), data(city, **sources(*wrong)))["Location"]
    saved = [(block.value["key"], block.value["title"], block.value["url"]) for block in stored().sources]
    assert saved == [("s1", "Report", "https://example.org/"), ("s2", "Law", "")]
    response = client.get(address)
    assert "nono:" in response.content.decode() and set(response.context["form"].errors) == {"sources"}


def test_one_too_many_leaves_the_list_before(client: Client, city: City) -> None:
    few, many = (
        streamfield([("text", {"fa": f"نکتهٔ {n}"}) for n in range(count)]) for count in (2, MOST_UNCHECKED + 1)
    )
    address = client.post(add_url(), data(city, **nested_form_data({"unchecked": few})))["Location"]
    assert len(stored().unchecked) == 2
    client.post(address, data(city, challenge="More.", **nested_form_data({"unchecked": many})))
    assert (len(stored().unchecked), stored().challenge) == (2, "More.")
    form = client.get(address).context["form"]
    assert (set(form.errors), len(form["unchecked"].value())) == ({"unchecked"}, MOST_UNCHECKED + 1)


def test_a_city_that_is_named_wrongly_keeps_the_draft_and_its_city(client: Client, city: City) -> None:
    address = client.post(add_url(), data(city))["Location"]
    named = {"city": "", "new_city_name": "سنندج", "new_city_country": "نیست", "challenge": "More."}
    assert client.post(address, data(city) | named, follow=True).status_code == 200
    page = stored()
    assert (page.city, page.challenge) == (city, "More.")


def test_a_save_by_itself_keeps_the_rest_and_says_what_is_wrong(client: Client, city: City) -> None:
    answer = client.post(add_url(), data(city, started="soon", challenge="Written."), headers=JSON).json()
    assert answer["success"] and stored().challenge == "Written."
    assert answer["field_updates"]["left_out"].startswith("Started (year): Enter a year")
    assert client.get(answer["url"]).context["form"]["started"].value() == "soon", "also after a reload"
    mended = data(city, started="2020") | {"overwrite_revision_id": answer["revision_id"]}
    assert client.post(answer["url"], mended, headers=JSON).json()["field_updates"]["left_out"] == ""


def test_a_title_that_is_deleted_stays_until_there_is_another(client: Client, city: City) -> None:
    address = client.post(add_url(), data(city))["Location"]
    client.post(address, data(city, title="", challenge="More."))
    assert (stored().title, stored().challenge) == ("A new case", "More.")
    assert "title" in client.get(address).context["form"].errors


def test_without_title_or_city_there_is_no_page_yet(client: Client, city: City) -> None:
    for missing in ("title", "city"):
        response = client.post(add_url(), data(city, challenge="Written.") | {missing: ""})
        assert response.status_code == 200 and missing in response.context["form"].errors
        assert "Written." in response.content.decode() and not CaseStudyPage.objects.exists()


def test_two_drafts_of_one_address_are_both_kept(client: Client, city: City) -> None:
    client.post(add_url(), data(city))
    response = client.post(add_url(), data(city, challenge="The second."), follow=True)
    assert CaseStudyPage.objects.count() == 2 and "slug" in response.context["form"].errors
    assert sorted(CaseStudyPage.objects.values_list("slug", flat=True)) == ["a-new-case", "a-new-case-2"]


def test_nobody_is_shown_what_another_typed(client: Client, city: City) -> None:
    address = client.post(add_url(), data(city, started="soon"))["Location"]
    other = browser_of(person(Role.EDITOR, "other"))
    assert not other.get(address).context["form"].errors
    page = CaseStudyPage.objects.get()
    opened = {"loaded_revision_id": page.latest_revision_id}
    opened["loaded_revision_created_at"] = page.get_latest_revision().created_at.isoformat()
    other.post(address, data(city, started="2020") | opened)
    assert stored().started == 2020
    assert not client.get(address).context["form"].errors, "theirs is the version now"


def test_two_pages_written_side_by_side_both_keep_what_was_typed(client: Client, city: City) -> None:
    first, second = (client.post(add_url(), data(city, title=title, slug=""))["Location"] for title in ("One", "Two"))
    client.post(first, data(city, title="One", started="99999"))
    client.post(second, data(city, title="Two", ended="88888"))
    assert client.get(first).context["form"]["started"].value() == "99999"
    assert client.get(second).context["form"]["ended"].value() == "88888"
    client.post(first, data(city, title="One", started="2020"))
    assert not client.get(first).context["form"].errors
    assert client.get(second).context["form"]["ended"].value() == "88888"
