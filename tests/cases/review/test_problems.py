"""Problems of cases: reported by anybody, answered once, by mail and on a page that only its reader knows."""

import base64
import json
from hashlib import sha256
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from cases.messages.models import Message
from cases.models import Case
from cases.permissions import Role
from cases.review.models import ProblemReport
from cases.review.services.kept_true import problems
from cases.review.services.kept_true.problems import AnsweredBeforeError, answer_problem, report_problem
from cases.review.services.submissions.puzzles import new_puzzle
from tests.cases.roles import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]
TYPED = {"reason": "figure", "text": "طول خط ۱۲۰ کیلومتر نیست <b>"}


@pytest.fixture
def case() -> Case:
    found: Case = Case.objects.get(import_id="tehran-bus-rapid-transit")
    return found


@pytest.fixture
def editor() -> Any:
    return person(Role.EDITOR, "editor")


def solved() -> str:
    """A solved puzzle, as the script of the page makes it."""
    made = new_puzzle()
    salt = made["salt"] if made["salt"].endswith("&") else made["salt"] + "&"
    number = next(
        n for n in range(made["maxnumber"] + 1) if sha256(f"{salt}{n}".encode()).hexdigest() == made["challenge"]
    )
    said = {name: made[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**said, "number": number}).encode()).decode()


@pytest.fixture(autouse=True)
def _easy(settings: Any) -> None:
    settings.SUBMISSION_PUZZLE = 50


def send(case: Case, language: str = "fa", client: Client | None = None, **typed: str) -> Any:
    return (client or Client()).post(f"/{language}/problem/{case.code}/", {**TYPED, "puzzle": solved(), **typed})


def test_a_visitor_reports_and_reads_the_answer(case: Case, editor: Any) -> None:
    visitor = Client()
    answer = send(case, client=visitor, email="reader@example.org")
    assert answer.status_code == 302
    page = visitor.get(answer["Location"])
    text = page.content.decode()
    assert "&lt;b&gt;" in text and "<b>" not in text.split("<main")[1] and answer["Location"] in text
    assert page["Referrer-Policy"] == "no-referrer" and "no-store" in page["Cache-Control"]
    report = ProblemReport.objects.get()
    assert answer["Location"].split("/")[-2] not in str(list(ProblemReport.objects.values()))
    assert Message.objects.get(cause="problem.reported").person == editor
    answer_problem(report, editor, state="mended", answer="درست شد.")
    told = Message.objects.get(cause="problem.answered")
    assert (told.address, told.language) == ("reader@example.org", "fa")
    report.refresh_from_db()
    assert report.email == "" and not report.is_open, "the address was for the answer alone"
    assert "درست شد." in Client().get(answer["Location"]).content.decode()
    with pytest.raises(AnsweredBeforeError):
        answer_problem(report, person(Role.PUBLISHER, "other"), state="kept", answer="No.")


def test_programs_are_kept_away(case: Case) -> None:
    assert send(case, puzzle="").status_code == 422, "a sum in a picture is asked"
    assert send(case, website="https://spam.example").status_code == 200
    used = solved()
    assert send(case, puzzle=used).status_code == 302
    assert send(case, puzzle=used).status_code == 422
    assert ProblemReport.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"reason": ""}, {"reason": "x"}, {"text": ""}, {"text": "x" * 3001}, {"email": "no"}]
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(case: Case, wrong: dict[str, str]) -> None:
    answer = send(case, "en", **wrong)
    assert answer.status_code == 422 and not ProblemReport.objects.exists()
    assert wrong.get("text") or "کیلومتر" in answer.content.decode() or "text" in wrong


def test_a_case_that_is_not_public_has_no_such_page(case: Case) -> None:
    case.pages.update(live=False)
    assert Client().get(f"/en/problem/{case.code}/").status_code == 404
    assert Client().get("/en/problem/XXX-0001/").status_code == 404
    assert Client().get("/en/problem/of/" + "x" * 32 + "/").status_code == 404


def test_so_many_that_nobody_could_answer_them_are_not_taken(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problems, "MOST_OPEN", 1)
    assert send(case).status_code == 302 and send(case).status_code == 422


def test_nobody_answers_their_own_and_no_author_answers_any(case: Case, editor: Any) -> None:
    own, _secret = report_problem(case, reason="other", text="x", language="en", person=editor)
    other, _secret = report_problem(case, reason="other", text="y", language="en")
    for report, who in ((own, editor), (other, person(Role.AUTHOR, "author"))):
        with pytest.raises(PermissionDenied):
            answer_problem(report, who, state="kept", answer="No.")
    assert browser_of(editor).get(f"/admin/cases-kept-true/problems/{other.pk}/").status_code == 200


def test_an_answer_has_words(case: Case, editor: Any) -> None:
    report, _secret = report_problem(case, reason="other", text="x", language="en")
    browser = browser_of(editor)
    url = f"/admin/cases-kept-true/problems/{report.pk}/"
    assert browser.post(url, {"state": "kept", "answer": ""}).status_code == 422
    assert browser.post(url, {"state": "taken", "answer": ""}).status_code == 302
    assert browser.post(url, {"state": "kept", "answer": "The source says so."}).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.taken_by, report.answered_by) == ("kept", editor, editor)


def test_every_case_page_has_the_way_to_it(case: Case) -> None:
    for page in case.pages.all():
        assert f"/problem/{case.code}/" in Client().get(page.url).content.decode()


def test_the_list_asks_as_often_for_many_as_for_few(
    case: Case, editor: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        report_problem(case, reason="other", text=str(number), language="en")
    browser = browser_of(editor)
    with django_assert_max_num_queries(25):
        assert browser.get("/admin/cases-kept-true/problems/").status_code == 200
