"""An accepted submission becomes a draft of a case: everything at its place, nothing typed again."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import PageLogEntry

from cases.messages.services.sending import send_due
from cases.models import CaseStudyPage, PartnerRole, Topic, Unit
from cases.permissions import Role
from cases.review.choices import SectionName, State
from cases.review.models import Submission
from cases.review.services.submissions.attaching import attach
from cases.review.services.submissions.drafting import NotAcceptedError, draft_case
from cases.review.services.submissions.moving import move
from cases.review.services.submissions.screening import answer_submission
from cases.review.services.submissions.writing import save_section, send
from cases.review.transitions import Step
from tests.cases.roles import person
from tests.cases.uploads.hostile import picture

from .submissions import account, city, draft

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF"
SECTIONS: dict[SectionName, dict[str, Any]] = {
    SectionName.STORY: {"brief": "اتوبوس‌ها دو برابر تندتر می‌روند.", "summary": "خط ویژه در شش هفته."},
    SectionName.FACTS: {
        "topics": ["mobility"], "sdgs": [11], "status": "running", "started": "1398", "outcome": "reached",
        "outcome_reason": "هدف: نصف شدن زمان", "cost_amount": "120000", "cost_currency": "EUR", "cost_kind": "total",
        "cost_year": "2020", "partners": [{"name": "شرکت واحد", "role": "operator"}],
    },
    SectionName.RESULTS: {
        "results": "زمان سفر نصف شد.", "limits": "پارک دوبل ماند.", "lessons": "زودتر به کسبه بگویید.",
        "figures": [
            {"name": "زمان سفر", "unit": "minutes", "before": "60", "before_year": "1398", "after": "31.5",
             "after_year": "2021"},
            {"name": "رضایت", "unit": "", "before": "2", "before_year": "2019"},
        ],
    },
    SectionName.CONTEXT: {
        "transfer": "خیابان سه‌خطه", "documents": [{"title": "طرح جامع", "kind": "master-plan", "year": "1386"}],
    },
    SectionName.SOURCES: {
        "sources": [{"title": "گزارش", "url": "https://example.org/r", "year": "1400", "kind": "official"}],
    },
}  # fmt: skip


@pytest.fixture
def editor(foundation: None) -> User:
    Unit.objects.get_or_create(code="minutes", defaults={"label": {"fa": "دقیقه", "en": "minutes"}})
    PartnerRole.objects.get_or_create(code="operator", defaults={"label": {"fa": "بهره‌بردار"}})
    return person(Role.EDITOR)


def accepted(editor: User, owner: User | None = None, **values: Any) -> Submission:
    """An accepted submission in Persian with everything in it."""
    made = draft(owner or account("mina"), **values)
    made.language = "fa"
    made.save()
    for name, answers in SECTIONS.items():
        unknown = {"sources": "بایگانی سوخت"} if name == SectionName.SOURCES else {}
        save_section(made, name, answers, unknown, version=0)
    attach(made, SimpleUploadedFile("lane.jpg", picture()), words="خط ویژه", credit="مینا راد")
    attach(made, SimpleUploadedFile("report.pdf", PDF), words="گزارش سالانه")
    send(made)
    answer_submission(made, "review", by=editor)  # type: ignore[arg-type]
    return move(made, Step.ACCEPT, by=editor)


def test_everything_stands_at_its_place(editor: User) -> None:
    place = city()
    made = accepted(editor, city=place.pk)
    page = draft_case(made, editor)
    page = CaseStudyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert not page.live and page.owner == editor and page.locale.language_code == "fa"
    assert (page.city, page.title) == (place, "A bus lane in six weeks")
    for name in ("challenge", "solution", "results", "limits", "lessons", "transfer", "summary"):
        assert getattr(page, name), name
    assert page.brief == {"fa": SECTIONS[SectionName.STORY]["brief"]}
    assert [topic.code for topic in page.topics.all()] == ["mobility"] and page.sdgs == [11]
    assert (page.started, str(page.started_known)) == (2019, "1398")
    assert (page.cost_amount, page.cost_currency, page.cost_year) == (120000, "EUR", 2020)
    assert page.partners[0].value["name"]["fa"] == "شرکت واحد"
    assert page.documents[0].value["year"] == 2007
    assert [block.value["title"] for block in page.sources] == ["گزارش", "گزارش سالانه"]
    assert page.sources[1].value["file"].title == "گزارش سالانه"
    assert page.gallery[0].value["alt"] == "خط ویژه" and page.gallery[0].value["image"].credit == "مینا راد"
    indicator = page.case.indicators.get()
    assert (indicator.baseline_value, indicator.baseline_year, str(indicator.baseline_known)) == (60, 2019, "1398")
    assert float(indicator.measurements.get().value) == 31.5
    notes = " ".join(page.case.unverified)
    assert "رضایت" in notes and "بایگانی سوخت" in notes and "Office of transport" in page.case.editor_note
    page.full_clean()  # nothing has to be mended before it is saved by hand


def test_its_history_goes_along_and_asked_again_there_is_one_case(editor: User) -> None:
    made = accepted(editor, city=city().pk)
    page = draft_case(made, editor)
    assert draft_case(made, editor).pk == page.pk and CaseStudyPage.objects.count() == 1
    entry = PageLogEntry.objects.get(page=page.pk, action="review.case.made")
    assert entry.data["number"] == made.shown_number and str(entry.message)


def test_only_what_is_accepted_becomes_a_case(editor: User) -> None:
    made = draft(account("sara"), city=city().pk)
    with pytest.raises(NotAcceptedError):
        draft_case(made, editor)
    without_city = accepted(editor, city="", city_name="Nowhere")
    with pytest.raises(NotAcceptedError):
        draft_case(without_city, editor)
    keeper = person(Role.TAXONOMY_KEEPER)
    with pytest.raises(PermissionDenied):
        draft_case(without_city, keeper, city("other"))


def test_who_proposed_it_hears_when_it_is_published(editor: User) -> None:
    made = accepted(editor, city=city().pk)
    page = draft_case(made, editor)
    page.get_latest_revision().publish()
    made.refresh_from_db()
    assert made.state == State.PUBLISHED
    send_due()
    (letter,) = [each for each in mail.outbox if "mina@example.org" in each.to and page.get_full_url() in each.body]
    page.get_latest_revision().publish()
    send_due()
    assert len([each for each in mail.outbox if each.body == letter.body]) == 1


def test_topics_that_were_merged_meanwhile_are_left_out(editor: User) -> None:
    made = accepted(editor, city=city().pk)
    Topic.objects.filter(code="mobility").update(code="moving")
    assert draft_case(made, editor).topics.count() == 0
