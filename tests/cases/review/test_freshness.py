"""Freshness of cases: asked of those who wrote them, twice, of the mailbox, and told to the editors; answered once."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from cases.messages.choices import State
from cases.messages.models import ActionLink, Message
from cases.messages.services.sending import send_due
from cases.models import Case, CaseStudyPage, City
from cases.people.models import CityContact
from cases.people.permissions import MemberRole
from cases.permissions import Role
from cases.review.choices import AskedOf, Holds
from cases.review.models import FreshnessQuestion
from cases.review.services.kept_true.asking import ask_about_cases, next_stage
from cases.review.services.kept_true.holding import AnsweredBeforeError, say_holds, settle
from cases.selectors.standing import Light, freshness_of
from cases.services.freshness import date_undated, months_after
from tests.cases.messages.post import Clock, Post
from tests.cases.people.cities import member
from tests.cases.roles import person

MAILBOX = "office@tehran.example"
LINK = re.compile(r"https?://[^/\s]+(/(?:fa|en|ar)/link/[\w-]{32}/)")


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 18, date(2028, 2, 29)),
        (date(2026, 12, 1), 18, date(2028, 6, 1)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
    ],
)
def test_months_later(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@pytest.mark.parametrize(
    ("has_owners", "has_contacts", "steps"),
    [
        (True, True, ["owner", "owner_again", "mailbox", "editors"]),
        (True, False, ["owner", "owner_again", "editors"]),
        (False, True, ["mailbox", "editors"]),
        (False, False, ["editors"]),
    ],
)
def test_steps_at_which_nobody_is_reached_are_passed_over(
    has_owners: bool, has_contacts: bool, steps: list[str]
) -> None:
    stage, found = None, []
    while stage != AskedOf.EDITORS:
        stage = next_stage(stage, has_owners=has_owners, has_contacts=has_contacts)
        found.append(stage.value)
    assert found == steps


@pytest.mark.parametrize(
    ("by", "on", "archived", "light"),
    [
        (None, None, None, None),
        (date(2026, 12, 1), None, None, Light.WAITING),
        (date(2026, 12, 1), date(2025, 6, 1), None, Light.CONFIRMED),
        (date(2026, 11, 30), date(2025, 6, 1), None, Light.DUE),
        (date(2026, 11, 30), None, date(2026, 11, 1), Light.ARCHIVED),
    ],
)
def test_lights(by: date | None, on: date | None, archived: date | None, light: Light | None) -> None:
    case = Case(confirm_by=by, confirmed_on=on, archived_on=archived)
    found = freshness_of(case, "en", date(2026, 12, 1))
    assert (found.light if found else None) == light


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Tuesday, 1 December 2026, noon in Tehran."""
    return Clock(monkeypatch, datetime(2026, 12, 1, 8, 30, tzinfo=UTC))


@pytest.fixture
def post(tmp_path: Any, settings: Any) -> Post:
    settings.MAIL_JOURNAL = tmp_path / "journal"
    return Post()


@pytest.fixture
def case(starter: None, db: None, clock: Clock) -> Case:
    """A case of Tehran that is due in 20 days, all others far away; a coordinator and an editor are there."""
    found: Case = Case.objects.get(import_id="tehran-bus-rapid-transit")
    Case.objects.update(confirm_by=date(2030, 1, 1))
    Case.objects.filter(pk=found.pk).update(confirm_by=timezone.localdate() + timedelta(days=20))
    found.refresh_from_db()
    return found


@pytest.fixture
def people(case: Case) -> dict[str, Any]:
    tehran = City.objects.get(slug="tehran")
    CityContact.objects.create(city=tehran, mailbox=MAILBOX, confirm_by=date(2030, 1, 1))
    writer = member(tehran, "writer", MemberRole.CONTRIBUTOR).person
    case.pages.filter(locale__language_code="fa").update(owner=writer)
    editor = person(Role.EDITOR, "editor")
    type(editor).objects.filter(pk=editor.pk).update(email="editor@example.org")
    return {
        "writer": writer,
        "boss": member(tehran, "boss", MemberRole.COORDINATOR).person,
        "reader": member(tehran, "reader", MemberRole.READER).person,
        "editor": editor,
    }


def asked() -> list[str]:
    """Who was asked with the last step, by name or address, and in which state their messages are."""
    rows = Message.objects.filter(cause__startswith="case.").order_by("pk")
    return [f"{row.cause} {row.person.username if row.person else row.address} {row.state}" for row in rows]


def question() -> FreshnessQuestion:
    return FreshnessQuestion.objects.get()


def test_it_goes_from_the_writer_to_the_editors_and_nobody_is_asked_twice_in_a_step(
    case: Case, people: dict[str, Any], clock: Clock, settings: Any
) -> None:
    steps = []
    for days in (0, 0, 13, 1, 13, 1, 14, 14, 100):
        clock.pass_(days=days)
        before = Message.objects.count()
        done = ask_about_cases()
        steps.append((done.begun, done.went_on, Message.objects.count() - before))
    assert steps[0] == (1, 0, 1) and steps[1] == steps[2] == (0, 0, 0)
    assert steps[3] == (0, 1, 1) and steps[4] == (0, 0, 0)
    assert steps[5] == (0, 1, 2), "the mailbox of the city, and who coordinates it"
    assert steps[6] == (0, 1, 1) and steps[7] == steps[8] == (0, 0, 0)
    assert question().stage == AskedOf.EDITORS
    told = [line.rsplit(" ", 1)[0] for line in asked()]
    assert told == [
        "case.holds writer",
        "case.holds writer",
        f"case.holds {MAILBOX}",
        "case.holds boss",
        "case.unanswered editor",
    ]
    assert freshness_of(Case.objects.get(pk=case.pk)).light == Light.DUE  # type: ignore[union-attr]


def test_an_answer_sets_the_next_day_and_takes_back_what_is_not_sent(
    case: Case, people: dict[str, Any], clock: Clock
) -> None:
    ask_about_cases()
    say_holds(question(), Holds.RIGHT, "", people["writer"])
    case.refresh_from_db()
    assert case.confirmed_on == date(2026, 12, 1) and case.confirm_by == date(2028, 6, 1)
    assert asked() == [f"case.holds writer {State.CANCELLED}"] and question().settled_at
    clock.pass_(days=60)
    assert ask_about_cases().begun == 0
    with pytest.raises(AnsweredBeforeError):
        say_holds(question(), Holds.ENDED, "no", people["boss"])
    clock.pass_(days=490)
    assert ask_about_cases().begun == 1, "a month before the next day it is asked again"


def test_what_changed_goes_to_the_editors_who_settle_it(case: Case, people: dict[str, Any], clock: Clock) -> None:
    ask_about_cases()
    say_holds(question(), Holds.ENDED, "Since spring.", people["boss"])
    case.refresh_from_db()
    assert case.confirmed_on is None, "it is not confirmed by what contradicts it"
    assert asked()[-1] == f"case.said editor {State.HELD}"
    clock.pass_(days=30)
    assert ask_about_cases().went_on == 0, "who has answered is asked no more"
    for nobody in (people["writer"], people["boss"]):
        with pytest.raises(PermissionDenied):
            settle(question(), nobody)
    settle(question(), people["editor"])
    case.refresh_from_db()
    assert case.confirmed_on == timezone.localdate() and asked()[-1].endswith(State.CANCELLED)
    with pytest.raises(AnsweredBeforeError):
        settle(question(), people["editor"])


def test_an_archived_case_is_asked_about_no_more_and_never_confirmed(case: Case, people: dict[str, Any]) -> None:
    ask_about_cases()
    Case.objects.filter(pk=case.pk).update(archived_on=date(2026, 12, 1), archive_reason="ended")
    assert send_due(Post()) == 0, "its cause is over"
    assert ask_about_cases().dropped == 1 and ask_about_cases() == ask_about_cases()
    case.refresh_from_db()
    assert case.confirmed_on is None and question().settled_at


def test_a_withdrawn_case_and_one_with_a_later_day_are_dropped(case: Case, people: dict[str, Any]) -> None:
    ask_about_cases()
    Case.objects.filter(pk=case.pk).update(confirm_by=date(2029, 1, 1))
    assert ask_about_cases().dropped == 1
    Case.objects.filter(pk=case.pk).update(confirm_by=date(2026, 12, 5))
    CaseStudyPage.objects.filter(case=case).update(live=False)
    assert ask_about_cases().begun == 0


@pytest.mark.parametrize("who", ["stranger", "reader", "of_another_city"])
def test_who_does_not_write_for_the_city_says_nothing(case: Case, people: dict[str, Any], who: str) -> None:
    ask_about_cases()
    people["stranger"] = person(Role.AUTHOR, "stranger")
    people["of_another_city"] = member(City.objects.get(slug="amman"), "rim", MemberRole.COORDINATOR).person
    with pytest.raises(PermissionDenied):
        say_holds(question(), Holds.RIGHT, "", people[who])
    client = Client()
    client.force_login(people[who])
    assert client.get(f"/en/cases-of-cities/{question().pk}/").status_code == 404


class TestByTheLinkOfTheMail:
    """The link: opening shows, posting acts; and only those who were asked."""

    def links(self, post: Post, clock: Clock) -> dict[str, str]:
        post.taken.clear()
        clock.pass_(days=1)
        send_due(post)
        found = {}
        for _key, mail in post.taken:
            if match := LINK.search(mail.get_body(("plain",)).get_content()):
                found[str(mail["To"])] = match[1]
        return found

    def test_the_writer(self, case: Case, people: dict[str, Any], post: Post, clock: Clock) -> None:
        ask_about_cases()
        (path,) = self.links(post, clock).values()
        page = Client().get(path).content.decode()
        assert 'value="right"' in page and 'value="ended"' in page and question().is_waiting
        wrong = Client().post(path, {"answer": "ended", "note": ""})
        assert wrong.status_code == 422 and question().is_waiting and 'value="ended"' in wrong.content.decode()
        assert Client().post(path, {"answer": "right", "note": ""}).status_code == 200
        assert question().answer == Holds.RIGHT and question().answered_by == people["writer"]
        assert Client().get(path).status_code == 410

    def test_the_mailbox(self, case: Case, people: dict[str, Any], post: Post, clock: Clock) -> None:
        for days in (0, 15, 15):
            clock.pass_(days=days)
            ask_about_cases()
        path = self.links(post, clock)[MAILBOX]
        assert Client().post(path, {"answer": "corrected", "note": "خط تازه دارد"}).status_code == 200
        assert (question().answer, question().answered_by) == (Holds.CORRECTED, None)

    def test_a_mailbox_that_is_another_now_says_nothing(
        self, case: Case, people: dict[str, Any], post: Post, clock: Clock
    ) -> None:
        for days in (0, 15, 15):
            clock.pass_(days=days)
            ask_about_cases()
        path = self.links(post, clock)[MAILBOX]
        CityContact.objects.update(mailbox="")
        assert Client().post(path, {"answer": "right"}).status_code == 404 and question().is_waiting

    def test_a_late_answer_still_is_one(self, case: Case, people: dict[str, Any], post: Post, clock: Clock) -> None:
        ask_about_cases()
        (path,) = self.links(post, clock).values()
        for _step in range(3):
            clock.pass_(days=15)
            ask_about_cases()
        assert question().stage == AskedOf.EDITORS
        assert Client().post(path, {"answer": "right"}).status_code == 200 and question().settled_at
        assert asked()[-1] == f"case.unanswered editor {State.CANCELLED}"
        assert not ActionLink.objects.filter(revoked_at=None).exists()


def test_public_cases_without_a_day_get_one_that_leaves_time_to_ask(case: Case, settings: Any) -> None:
    published = CaseStudyPage.objects.filter(case=case)
    for first, expected in ((datetime(2020, 1, 1, tzinfo=UTC), 30), (datetime(2026, 11, 1, tzinfo=UTC), None)):
        published.update(first_published_at=first)
        Case.objects.filter(pk=case.pk).update(confirm_by=None)
        assert date_undated(date(2026, 12, 1)) == 1 and date_undated(date(2026, 12, 1)) == 0
        case.refresh_from_db()
        assert case.confirm_by == (date(2026, 12, 31) if expected else date(2028, 5, 1))
