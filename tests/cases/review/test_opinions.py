"""Expert opinions: signed by whom nothing ties to the case, shown by another, revoked at any time."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from cases.models import Case, City
from cases.people.models import Expert
from cases.people.permissions import MemberRole
from cases.people.services.leaving import leave
from cases.permissions import Role
from cases.review.models import ExpertOpinion
from cases.review.services.kept_true.opinions import NotInStateError, revoke_opinion, show_opinion, sign_opinion
from search.content.documents import documents
from tests.cases.people.cities import account, member
from tests.cases.roles import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]
TEXTS = {"en": "It works\nwhere lanes are kept free.", "fa": "کار می‌کند."}
FUNCTIONS = {"en": "Professor of transport", "fa": "استاد حمل‌ونقل"}


@pytest.fixture
def case() -> Case:
    found: Case = Case.objects.get(import_id="istanbul-metrobus")
    return found


@pytest.fixture
def expert() -> Any:
    found = account("sima")
    Expert.objects.create(person=found, languages=["fa", "en"], agreed_on=timezone.localdate())
    return found


def sign(case: Case, by: Any) -> ExpertOpinion:
    return sign_opinion(case, by, name="Sima Rad", functions=FUNCTIONS, texts=TEXTS)


def page(case: Case, language: str = "en") -> str:
    url = case.pages.get(locale__language_code=language).url
    return Client().get(url).content.decode()


def counted(case: Case) -> tuple[int, list[str]]:
    case.refresh_from_db()
    (document,) = documents([case.code])
    return case.signed_opinions, list(document.facets["opinion"])


def test_it_is_shown_by_somebody_else_and_revoked_at_once(case: Case, expert: Any) -> None:
    opinion = sign(case, expert)
    assert "Sima Rad" not in page(case) and counted(case) == (0, ["none"])
    show_opinion(opinion, person(Role.EDITOR, "editor"))
    assert "Sima Rad" in page(case) and "Professor of transport" in page(case) and "استاد" in page(case, "fa")
    assert counted(case) == (1, ["signed"])
    assert Client().get(f"/api/v1/cases/{case.code}").json()["evidence"]["opinions"] == 1
    revoke_opinion(opinion, expert)
    assert "Sima Rad" not in page(case) and counted(case) == (0, ["none"])
    with pytest.raises(NotInStateError):
        revoke_opinion(opinion, expert)
    with pytest.raises(NotInStateError):
        show_opinion(opinion, person(Role.PUBLISHER, "publisher"))


def test_another_opinion_revokes_the_one_before(case: Case, expert: Any) -> None:
    show_opinion(sign(case, expert), person(Role.EDITOR, "editor"))
    sign(case, expert)
    assert [one.state for one in ExpertOpinion.objects.order_by("pk")] == ["revoked", "signed"]
    assert counted(case) == (0, ["none"])


def test_nobody_shows_their_own_and_nobody_else_revokes(case: Case, expert: Any) -> None:
    opinion = sign(case, expert)
    browser_of(expert)
    for who, act in ((expert, show_opinion), (account("mina"), revoke_opinion), (person(Role.AUTHOR), revoke_opinion)):
        with pytest.raises(PermissionDenied):
            act(opinion, who)
    expert.groups.add(*person(Role.EDITOR, "editor").groups.all())
    with pytest.raises(PermissionDenied):
        show_opinion(opinion, type(expert).objects.get(pk=expert.pk))


@pytest.mark.parametrize("tie", ["none", "member", "city", "agreement", "wrote it"])
def test_whom_something_ties_to_the_case_signs_nothing(case: Case, expert: Any, tie: str) -> None:
    istanbul, record = City.objects.get(slug="istanbul"), Expert.objects.get()
    match tie:
        case "none":
            record.delete()
        case "member":
            member(istanbul, "sima", MemberRole.READER)
        case "city":
            record.excluded_cities.add(istanbul)
        case "agreement":
            Expert.objects.update(agreed_on=None)
        case "wrote it":
            Case.objects.get(import_id="istanbul-metrobus").pages.update(owner=expert)
    case_ = Case.objects.get(import_id="istanbul-metrobus")
    with pytest.raises(PermissionDenied):
        sign(case_, expert)
    assert browser_of(expert).get(f"/en/opinion/{case_.code}/").status_code == 404


def test_the_form_asks_for_a_language_and_a_function_with_it(case: Case, expert: Any) -> None:
    browser, url = browser_of(expert), f"/en/opinion/{case.code}/"
    assert browser.post(url, {"name": "Sima", "signs": "on"}).status_code == 422
    assert browser.post(url, {"name": "Sima", "signs": "on", "text_ar": "نعم"}).status_code == 422
    assert browser.post(url, {"name": "Sima", "text_ar": "نعم", "function_ar": "أستاذة"}).status_code == 422
    assert (
        browser.post(url, {"name": "Sima", "signs": "on", "text_ar": "نعم", "function_ar": "أستاذة"}).status_code == 302
    )
    assert ExpertOpinion.objects.get().text["ar"] == "نعم"
    assert browser.post(f"/en/opinion/{case.code}/revoke/").status_code == 302
    assert browser.post(f"/en/opinion/{case.code}/revoke/").status_code == 404


def test_an_opinion_goes_with_its_account(case: Case, expert: Any) -> None:
    show_opinion(sign(case, expert), person(Role.EDITOR, "editor"))
    leave(expert)
    assert not ExpertOpinion.objects.exists() and counted(case) == (0, ["none"])
