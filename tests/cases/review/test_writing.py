"""Sections that save by themselves, two who write at once, co-submitters, a city's coordinator, data that goes."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.messages.services.sending import send_due
from cases.people.permissions import MemberRole
from cases.people.services.memberships import begin as begin_membership
from cases.people.services.memberships import end
from cases.people.services.personal_data import forget, held_about
from cases.review.choices import Right, SectionName, State
from cases.review.models import Submission, SubmissionFile
from cases.review.permissions import PERMISSIONS, Action, Writer, allowed, may, may_read
from cases.review.services.submissions.attaching import attach
from cases.review.services.submissions.forgetting import forget_submission
from cases.review.services.submissions.writing import withdraw
from cases.review.transitions import NotPossibleError
from cases.services.merge_cities import merge_cities
from tests.cases.uploads.hostile import picture

from .submissions import SNAPSHOT, Proposer, account, city, draft, sent

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF"


def rows(name: str, /, **cells: str) -> dict[str, str]:
    """One row of a list, as a browser sends it."""
    form = {f"{name}-TOTAL_FORMS": "1", f"{name}-INITIAL_FORMS": "0"}
    return {**form, **{f"{name}-0-{key}": value for key, value in cells.items()}}


def test_of_two_who_write_at_once_neither_saves_over_the_other_unknowingly() -> None:
    mina = account("mina")
    one, other, made = Proposer(mina), Proposer(mina), draft(mina)
    first = {"results": "Minutes were halved.", **rows("figures")}
    assert one.save(made.number, "results", 0, by_itself=True, **first).json()["version"] == 1
    late = other.save(made.number, "results", 0, by_itself=True, **{**first, "results": "Nothing came of it."})
    assert late.status_code == 409 and late.json()["changed"]
    shown = other.save(made.number, "results", 0, **{**first, "results": "Nothing came of it."})
    text = shown.content.decode()
    assert shown.status_code == 409 and "Nothing came of it." in text and 'name="version" value="1"' in text
    assert made.sections.get(name="results").answers["results"] == "Minutes were halved."
    other.save(made.number, "results", 1, **{**first, "results": "Nothing came of it."})
    assert made.sections.get(name="results").answers["results"] == "Nothing came of it."
    assert one.save(made.number, "results", 7, by_itself=True, **{**first, "results": "Nothing came of it."}).json()


def test_what_is_wrong_stands_at_its_field_and_what_is_right_is_saved() -> None:
    mina = account("mina")
    browser, made = Proposer(mina), draft(mina)
    sent_form = {"limits": "Winter.", **rows("figures", name="", before="twelve", unit="")}
    answer = browser.save(made.number, "results", 0, **sent_form)
    assert answer.status_code == 422 and "twelve" in answer.content.decode()
    assert made.sections.get(name="results").answers == {"limits": "Winter."}
    facts = {"started": "1400", "ended": "1390", "cost_amount": "۱۲٫۵", "cost_currency": "eur", **rows("partners")}
    answer = browser.save(made.number, "facts", 0, by_itself=True, **facts)
    assert set(answer.json()["errors"]) == {"ended", "cost_currency"}
    assert made.sections.get(name="facts").answers == {"started": "1400", "cost_amount": "12.5"}


def test_not_known_is_an_answer_where_it_has_a_reason() -> None:
    mina = account("mina")
    browser, made = Proposer(mina), draft(mina)
    before = browser.save(made.number, "context", 0, by_itself=True, **rows("documents")).json()["answered"]
    said = {"unknown-transfer": "Nobody has tried it elsewhere.", **rows("documents")}
    assert browser.save(made.number, "context", 0, by_itself=True, **said).json()["answered"] == before + 1


def test_what_a_co_submitter_may_do_is_what_they_were_let_to() -> None:
    mina, sara = account("mina"), account("sara")
    made = draft(mina)
    assert Proposer(mina).send("co_submitters", made.number, email="Sara@Example.org", right="view").status_code == 302
    send_due()
    assert mail.outbox[-1].to == ["sara@example.org"] and made.shown_number in mail.outbox[-1].subject
    browser = Proposer(sara)
    for right, comments, writes in ((Right.VIEW, 404, 404), (Right.COMMENT, 302, 404), (Right.EDIT, 302, 302)):
        made.co_submitters.update(right=right)
        assert browser.get("section", made.number, "snapshot").status_code == 200
        assert browser.send("comment", made.number, "snapshot", text="Which street?").status_code == comments
        version = made.sections.get().version
        title = {**SNAPSHOT, "title": f"As {right} writes"}
        assert browser.save(made.number, "snapshot", version, **title).status_code == writes
        for name in ("send", "withdraw", "forget", "co_submitters"):
            assert browser.get(name, made.number).status_code == 404
    assert made.comments.count() == 2
    Proposer(mina).send("end_part", made.number, made.co_submitters.get().pk)
    assert browser.get("submission", made.number).status_code == 404


def test_the_coordinator_sees_all_of_the_citys_and_nobody_else_of_the_city() -> None:
    place, other = city(), city("other")
    people = {name: account(name) for name in ("contributor", "coordinator", "reader", "elsewhere")}
    for name in ("contributor", "coordinator", "reader"):
        begin_membership(place, people[name], MemberRole(name), None)
    begin_membership(other, people["elsewhere"], MemberRole.COORDINATOR, None)
    form = {**SNAPSHOT, "for_city": place.pk}
    Proposer(people["contributor"]).send("propose", **form)
    Proposer(people["reader"]).send("propose", **form)  # a reader submits for nobody
    assert list(Submission.objects.values_list("for_city", flat=True).order_by("pk")) == [place.pk, None]
    made = Submission.objects.get(for_city=place)
    opens = {name: Proposer(user).get("submission", made.number).status_code for name, user in people.items()}
    assert opens == {"contributor": 200, "coordinator": 200, "reader": 404, "elsewhere": 404}
    assert made.title in Proposer(people["coordinator"]).get("mine").content.decode()
    assert Proposer(people["coordinator"]).get("withdraw", made.number).status_code == 404


def test_who_follows_a_member_goes_on_with_what_is_open() -> None:
    place, mina, head = city(), account("mina"), account("head")
    membership = begin_membership(place, mina, MemberRole.CONTRIBUTOR, None)
    begin_membership(place, head, MemberRole.COORDINATOR, None)
    open_one, own = sent(mina, for_city=place), sent(mina)
    end(membership, mina)
    for made in (open_one, own):
        made.refresh_from_db()
    assert (open_one.person, own.person) == (head, mina)


def test_a_merged_city_takes_its_submissions_along() -> None:
    source, target = city("source"), city("target")
    made = sent(account("mina"), for_city=source, city=source.pk)
    merge_cities(source, target)
    made.refresh_from_db()
    assert made.city == made.for_city == target


def test_personal_data_goes_and_what_is_counted_stays() -> None:
    mina = account("mina")
    made, unsent = sent(mina), draft(mina)
    made.co_submitters.create(email="sara@example.org")
    assert {each["number"] for each in held_about(mina)["submissions"]["proposed"]} == {made.number, unsent.number}
    forget(mina)
    made.refresh_from_db()
    assert not Submission.objects.filter(pk=unsent.pk).exists()
    assert (made.person, made.email, made.name, made.title, made.state) == (None, "", "", "", State.WITHDRAWN)
    assert not made.sections.exists() and not made.co_submitters.exists() and made.forgotten_at
    assert not may_read(Writer(mina, frozenset(["mina@example.org", ""]), frozenset()), made)


def test_files_go_with_what_they_were_attached_to(django_capture_on_commit_callbacks: Any) -> None:
    made = draft(account("mina"))
    file = attach(made, SimpleUploadedFile("a.png", picture("PNG")))
    again = attach(made, SimpleUploadedFile("b.png", picture("PNG")))
    assert file.pk == again.pk and file.file.storage.exists(file.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(made)
    assert not file.file.storage.exists(file.file.name) and not SubmissionFile.objects.exists()


def test_nothing_is_withdrawn_twice_nor_forgotten_by_others() -> None:
    mina, sara = account("mina"), account("sara")
    made = sent(mina)
    assert Proposer(sara).send("forget", made.number).status_code == 404
    withdraw(made, by=mina)
    with pytest.raises(NotPossibleError):
        withdraw(made, by=mina)
    forget_submission(made, by=mina)
    assert made.state == State.WITHDRAWN


@pytest.mark.parametrize("action", list(Action))
def test_every_line_of_the_table_as_everyone(action: Action) -> None:
    mina, owner = account("mina"), account("owner")
    made, of_visitor = sent(owner), sent(email="guest@example.org")
    for right in Right:
        made.co_submitters.all().delete()
        made.co_submitters.create(email="mina@example.org", right=right)
        assert may(mina, action, made) == (right in PERMISSIONS[action] or allowed(action, [("account", False)]))
    assert may(owner, action, made) == allowed(action, [("account", True)])
    guest = Writer(_nobody(), frozenset(["guest@example.org"]))
    assert may(guest, action, of_visitor) == allowed(action, [("visitor", True)])
    assert may(guest, action, made) == allowed(action, [("visitor", False)])


def _nobody() -> Any:

    return AnonymousUser()


def test_an_address_without_letters_owns_nothing() -> None:
    made = draft()
    assert not may_read(Writer(_nobody(), frozenset([""])), made)
    assert SectionName.SNAPSHOT in {section.name for section in made.sections.all()}
