"""A practice is proposed: by a visitor with an address, by an account, with and without a script."""

import pytest
from captcha.models import CaptchaStore
from django.core import mail

from cases.messages.models import Message
from cases.messages.services.sending import send_due
from cases.review.choices import State
from cases.review.models import SpentPuzzle, Submission

from .submissions import SNAPSHOT, Proposer, account, draft, sent, solution

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_a_visitor_proposes_without_an_account(mails_leave: None, language: str) -> None:
    visitor = Proposer(language=language)
    assert visitor.get("propose").status_code == 200
    answer = visitor.propose()
    assert answer.status_code == 302 and answer.url == visitor.address("confirm")
    made = Submission.objects.get()
    assert (made.title, made.email, made.state, made.language) == (SNAPSHOT["title"], "", State.DRAFT, language)
    assert visitor.confirm().url == visitor.address("submission", made.number)
    made.refresh_from_db()
    assert (made.email, made.name) == ("mina@example.org", "Mina Rad")
    assert visitor.send("send", made.number).status_code == 422  # the licence is not agreed to
    assert visitor.send("send", made.number, agreed="on").status_code == 302
    made.refresh_from_db()
    assert made.state == State.RECEIVED and made.sent_at and made.due_on
    assert visitor.get("submission", made.number).status_code == 200


def test_the_receipt_leaves_when_nothing_can_be_corrected_any_more(mails_leave: None) -> None:
    visitor = Proposer()
    visitor.propose()
    visitor.confirm()
    made = Submission.objects.get()
    visitor.send("send", made.number, agreed="on")
    assert not [each for each in mail.outbox if made.shown_number in each.subject]
    assert visitor.save(made.number, "snapshot", 1, **{**SNAPSHOT, "title": "Another title"}).status_code == 302
    made.refresh_from_db()
    assert made.title == "Another title"
    Submission.objects.update(correct_until=made.sent_at)
    late = visitor.save(made.number, "snapshot", 2, **{**SNAPSHOT, "title": "Too late"}, by_itself=True)
    assert late.status_code == 409 and late.json()["closed"]

    Message.objects.filter(cause="review.received").update(send_at=made.sent_at)
    send_due()
    (receipt,) = [each for each in mail.outbox if made.shown_number in each.subject]
    assert receipt.to == ["mina@example.org"] and "Another title" not in receipt.subject


def test_without_a_script_a_sum_in_a_picture_is_asked(mails_leave: None) -> None:
    visitor = Proposer()
    answer = visitor.propose(puzzle="")
    assert answer.status_code == 422 and not Submission.objects.exists() and not mail.outbox
    assert SNAPSHOT["challenge"] in answer.content.decode()  # what was typed is kept
    store = CaptchaStore.objects.get()
    assert visitor.client.get(f"/picture-question/{store.hashkey}/")["Content-Type"] == "image/png"
    wrong = visitor.propose(puzzle="", picture_0=store.hashkey, picture_1="999")
    assert wrong.status_code == 422
    store = CaptchaStore.objects.get()  # the first is spent: nobody tries twice
    persian = store.response.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert visitor.propose(puzzle="", picture_0=store.hashkey, picture_1=persian).status_code == 302


def test_a_puzzle_counts_once_and_none_is_made_up() -> None:
    solved = solution()
    assert Proposer().propose(puzzle=solved).status_code == 302
    assert Proposer().propose(puzzle=solved).status_code == 422
    for made_up in ("e30=", "bm8=", "x" * 1900, "W10=", solved[:-8]):
        assert Proposer().propose(puzzle=made_up).status_code == 422
    assert SpentPuzzle.objects.count() == Submission.objects.count() == 1


def test_five_wrong_codes_end_it_and_another_browser_gets_nowhere(mails_leave: None) -> None:
    visitor = Proposer()
    visitor.propose()
    for _try in range(4):
        assert visitor.confirm("AAAA-0000").status_code == 422
    assert visitor.confirm("AAAA-0000").status_code == 302
    assert visitor.confirm().url == visitor.address("mine")  # the right one comes too late
    number = Submission.objects.get().number
    for name in ("submission", "send", "withdraw", "forget", "co_submitters"):
        assert Proposer().get(name, number).url.startswith(visitor.address("mine"))


def test_no_address_gets_more_than_five_codes_an_hour(mails_leave: None) -> None:
    for _time in range(7):
        Proposer().send("mine", email="Mina@example.org", puzzle=solution())
    assert len(mail.outbox) == 5


def test_an_address_that_is_confirmed_again_opens_what_was_proposed_with_it(mails_leave: None) -> None:
    made = sent(email="mina@example.org")
    visitor = Proposer()
    assert visitor.get("submission", made.number).url == f"{visitor.address('mine')}?for={made.number}"
    visitor.client.post(
        f"{visitor.address('mine')}?for={made.number}", {"email": "mina@example.org", "puzzle": solution()}
    )
    assert visitor.confirm().url == visitor.address("submission", made.number)
    assert visitor.get("submission", made.number).status_code == 200
    visitor.send("leave")
    assert visitor.get("submission", made.number).status_code == 302


def test_an_account_proposes_at_once_and_finds_what_its_address_proposed() -> None:
    sent(email="sara@example.org", title="Before the account")
    sara = account("sara")
    made = Proposer(sara)
    answer = made.send("propose", **SNAPSHOT)
    number = Submission.objects.get(title=SNAPSHOT["title"]).number
    assert answer.url == made.address("submission", number)
    page = made.get("mine").content.decode()
    assert "Before the account" in page and SNAPSHOT["title"] in page


def test_nobody_without_a_confirmed_address_writes_to_others_or_keeps_files(mails_leave: None) -> None:
    visitor = Proposer()
    visitor.propose()
    number = Submission.objects.get().number
    assert visitor.send("co_submitters", number, email="x@example.org", right="edit").url == visitor.address("confirm")
    assert visitor.send("attach", number).url == visitor.address("confirm")
    assert visitor.send("send", number, agreed="on").url == visitor.address("confirm")
    assert len(mail.outbox) == 1


def test_what_is_typed_is_escaped_and_bounded() -> None:
    sara = account("sara")
    browser = Proposer(sara)
    made = draft(sara, title="<script>alert(1)</script>")
    assert "<script>alert" not in browser.get("submission", made.number).content.decode()
    long = browser.save(made.number, "snapshot", 1, **{**SNAPSHOT, "challenge": "x" * 6001}, by_itself=True)
    assert list(long.json()["errors"]) == ["challenge"] and long.json()["version"] == 2  # the rest is saved
    assert browser.save(made.number, "snapshot", 2, **{**SNAPSHOT, "title": "a\0b"}, by_itself=True).json()["errors"]
    assert browser.get("section", made.number, "nothing").status_code == 404
