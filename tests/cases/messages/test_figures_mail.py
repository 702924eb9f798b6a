"""Messages about proposed figures: they wait, come back, are approved; taken back when somebody else decided."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.urls import reverse

from cases.messages.choices import Pace, State
from cases.messages.models import Message, Preference
from cases.messages.services.sending import send_due
from cases.models import Case, CaseStudyPage
from cases.permissions import Role
from cases.selectors.figures import open_proposal
from cases.services.figures import return_figures, send_figures_again, withdraw_figures
from cases.services.imports.cases import ImportOptions, import_cases
from tests.cases.figures.writing import approve, propose
from tests.cases.reviewing import act, submit
from tests.cases.roles import browser_of, person
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def case(starter_records: list[dict[str, Any]]) -> Case:
    told = [record for record in starter_records if record["indicators"] and record["indicators"][0]["measurements"]]
    import_cases(as_file(told[:1]), ImportOptions(publish=True))
    found: Case = Case.objects.get()
    return found


@pytest.fixture
def people() -> dict[str, User]:
    """Two who write, two who decide (and hear of it at once), and others."""
    roles = [
        ("mina", Role.EDITOR, "fa"), ("omid", Role.EDITOR, "en"), ("sam", Role.PUBLISHER, "en"),
        ("zahra", Role.PUBLISHER, "ar"), ("ava", Role.AUTHOR, "en"), ("root", Role.SUPERUSER, "en"),
    ]  # fmt: skip
    made = {}
    for name, role, language in roles:
        made[name] = person(role, name, language)
        User.objects.filter(pk=made[name].pk).update(email=f"{name}@example.org")
        Preference.objects.create(person=made[name], kind="figures_waiting", pace=Pace.AT_ONCE)
        made[name].refresh_from_db()
    return made


def taken(mailoutbox: list[EmailMessage]) -> dict[str, EmailMessage]:
    send_due()
    mails = {mail.to[0].split("@")[0]: mail for mail in mailoutbox}
    assert len(mails) == len(mailoutbox), "nobody gets two"
    mailoutbox.clear()
    return mails


def test_figures_go_their_way(
    case: Case, people: dict[str, User], mailoutbox: list[EmailMessage], settings: Any
) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://practice.example"
    proposal = propose(case, people["mina"], "77")
    assert proposal is not None
    mails = taken(mailoutbox)
    assert set(mails) == {"sam", "zahra"}, "those who can decide"
    english = CaseStudyPage.objects.get(locale__language_code="en").title
    assert english in mails["sam"].subject and "mina" in mails["sam"].body and case.code in mails["sam"].body
    assert "https://practice.example" + reverse("case_figures", args=[case.pk]) in mails["sam"].body
    assert "أرقام بانتظار قرارك" in mails["zahra"].subject
    propose(case, people["omid"], "78")
    assert taken(mailoutbox) == {}, "it waits already"

    return_figures(proposal, people["sam"], "In thousands\n& why?")
    mails = taken(mailoutbox)
    assert set(mails) == {"mina", "omid"}, "all who wrote in it"
    assert "ارقام برگشت" in mails["mina"].subject and "In thousands\n& why?" in mails["omid"].body

    send_figures_again(proposal, people["mina"])
    assert "In thousands" in taken(mailoutbox)["zahra"].body, "what was asked for"
    approve(case, people["zahra"])
    mails = taken(mailoutbox)
    assert set(mails) == {"mina", "omid"} and "readers see them now" in mails["omid"].body
    assert f"https://practice.example{case.get_absolute_url()}" in mails["omid"].body
    assert "In thousands" not in mails["omid"].body


def test_what_is_decided_or_withdrawn_is_told_no_more(case: Case, people: dict[str, User]) -> None:
    def waiting(cause: str) -> list[str]:
        held = Message.objects.filter(cause=cause, state=State.HELD)
        return sorted(held.values_list("person__username", flat=True))

    proposal = propose(case, people["sam"], "77")
    assert proposal is not None and waiting("figures.waiting") == ["zahra"], "not who wrote it"
    return_figures(proposal, people["zahra"], "Why?")
    assert (waiting("figures.waiting"), waiting("figures.came_back")) == ([], ["sam"])
    propose(case, people["mina"], "78")
    assert (waiting("figures.waiting"), waiting("figures.came_back")) == (["zahra"], [])
    approve(case, people["zahra"])
    assert (waiting("figures.waiting"), waiting("figures.approved")) == ([], ["mina", "sam"])
    again = propose(case, people["mina"], "79")
    assert again is not None and waiting("figures.waiting") == ["sam", "zahra"]
    withdraw_figures(again, people["mina"])
    assert waiting("figures.waiting") == [] and open_proposal(case) is None


def test_a_message_that_outlived_its_reason_stays(
    case: Case, people: dict[str, User], mailoutbox: list[EmailMessage]
) -> None:
    propose(case, people["mina"], "77")
    people["sam"].groups.clear()
    assert set(taken(mailoutbox)) == {"zahra"}, "sam may decide no more"


def test_the_superuser_is_asked_where_nobody_else_can(
    case: Case, people: dict[str, User], mailoutbox: list[EmailMessage]
) -> None:
    people["zahra"].groups.clear()
    propose(case, people["sam"], "77")
    assert set(taken(mailoutbox)) == {"root"}


def test_figures_of_a_withdrawn_case_are_not_called_public(
    case: Case, people: dict[str, User], mailoutbox: list[EmailMessage]
) -> None:
    for page in CaseStudyPage.objects.all():
        page.unpublish()
    propose(case, people["omid"], "77")
    approve(case, people["sam"])
    body = taken(mailoutbox)["omid"].body
    assert "readers see them now" not in body and case.get_absolute_url() not in body


def test_an_import_tells_once_a_day(case: Case, people: dict[str, User]) -> None:
    Preference.objects.all().delete()
    propose(case, people["mina"], "77")
    held = Message.objects.get(person=people["sam"])
    assert held.pace == Pace.DAILY


def test_reviewers_hear_once_a_step_of_figures_that_change_under_them(
    starter_records: list[dict[str, Any]], people: dict[str, User], mailoutbox: list[EmailMessage]
) -> None:
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=False))
    page = CaseStudyPage.objects.get(locale__language_code="en")
    form, case = reverse("wagtailadmin_pages:edit", args=[page.pk]), page.case
    assert case is not None
    propose(case, people["omid"], "71")
    submit(page, people["ava"])
    taken(mailoutbox)
    sam, notice = browser_of(people["sam"]), "Figures were changed after this text was sent for checking"
    assert notice not in sam.get(form).content.decode()
    propose(case, people["mina"], "72")
    propose(case, people["mina"], "73")
    mails = taken(mailoutbox)
    assert set(mails) == {"sam", "zahra"}, "not who changed them, nor who did before it was sent"
    assert "Figures changed during the review" in mails["sam"].subject and "mina" in mails["sam"].body
    html = sam.get(form).content.decode()
    assert notice in html and "mina" in html.split(notice)[1][:600] and case.indicators.all()[0].name["en"] in html
    act(page, browser_of(people["sam"]))
    taken(mailoutbox)
    propose(case, people["mina"], "74")
    assert set(taken(mailoutbox)) == {"sam", "zahra"}, "once more in the next step"
