"""Accepted submissions made into drafts of cases: everything at its place, nothing typed again."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cases.models import CaseIndexPage, CaseStudyPage, City, Topic
from cases.review.models import Submission
from cases.review.selectors.submissions.meter import answers_of, reasons_of
from cases.review.selectors.submissions.reading import labelled_reasons
from cases.review.signals import case_drafted
from cases.review.transitions import ACCEPTED
from cases.services.page_addresses import free_address
from cases.written.known_dates import KnownYear

from .drafted_files import gallery_of, keep_documents
from .drafted_parts import figures_of, partners_of, sources_of, streams_of
from .moving import lock

DRAFTED = "review.submission.drafted"
MADE_OF = "review.case.made"
PROSE = ("challenge", "solution", "results", "limits", "lessons", "transfer")
CHOICES = ("status", "outcome", "cost_kind")
LOCALIZED = ("brief", "outcome_reason", "cost_note")


class NotAcceptedError(Exception):
    """A submission of which no case can be made: it is not accepted, or its text is gone."""


@transaction.atomic
def draft_case(submission: Submission, by: User, city: City | None = None) -> CaseStudyPage:
    """The draft of an accepted submission in its language, owned by whoever asks; asked again, the one there is.

    Raises NotAcceptedError, PermissionDenied where they may not add a page there.
    """
    lock(submission)
    if submission.case is not None:
        there: CaseStudyPage = submission.case.pages.order_by("pk").get()
        return there
    place = submission.city or city
    if submission.state not in ACCEPTED or place is None or submission.forgotten_at:
        raise NotAcceptedError
    index = _index_page(submission.language)
    if not index.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied
    sections = list(submission.sections.all())
    answers = answers_of(sections)
    page = _page(answers, place, index)
    page.owner = by
    index.add_child(instance=page)
    page.topics.set(Topic.objects.filter(code__in=answers.get("topics", [])))
    documents = keep_documents(submission, by)
    page.sources = streams_of("sources", sources_of(answers, documents))
    page.gallery = gallery_of(submission, by)
    page.save(log_action=False)
    page.save_revision(user=by, log_action=True)
    _case(submission, page, answers, reasons_of(sections))
    log(submission, DRAFTED, user=by, data={"page": page.pk})
    log(page, MADE_OF, user=by, data={"submission": submission.pk, "number": submission.shown_number})
    case_drafted.send(Submission, submission=submission, case=page.case, page=page)
    return page


def _index_page(language: str) -> CaseIndexPage:
    pages = CaseIndexPage.objects.select_related("locale").order_by("pk")
    found: CaseIndexPage = pages.filter(locale__language_code=language).first() or pages[0]
    return found


def _page(answers: dict[str, Any], city: City, index: CaseIndexPage) -> CaseStudyPage:
    """A page with what is text, number or choice in the answers, not saved yet."""
    language = index.locale.language_code
    title = answers["title"]
    page = CaseStudyPage(title=title, draft_title=title, city=city, locale=index.locale, live=False)
    page.slug = free_address(page, page.title, index)
    for name in (*PROSE, "summary"):
        setattr(page, name, answers.get(name, ""))
    for name in CHOICES:
        if answers.get(name):
            setattr(page, name, answers[name])
    for name in LOCALIZED:
        setattr(page, name, {language: answers[name]} if answers.get(name) else {})
    for name, known in (("started", "started_known"), ("ended", "ended_known"), ("cost_year", "cost_known")):
        _set_year(page, name, known, answers.get(name))
    page.sdgs = answers.get("sdgs", [])
    page.cost_amount, page.cost_currency = answers.get("cost_amount") or None, answers.get("cost_currency", "")
    page.partners = streams_of("partners", partners_of(answers, language))
    documents = [
        {"kind": row.get("kind", ""), "title": {language: row.get("title", "")}, "year": row.get("year"), "source": ""}
        for row in answers.get("documents", [])
        if row.get("title")
    ]
    page.documents = streams_of("documents", documents)
    unchecked = [{language: line} for line in str(answers.get("unchecked", "")).splitlines() if line.strip()]
    page.unchecked = streams_of("unchecked", unchecked)
    return page


def _set_year(page: CaseStudyPage, name: str, known: str, said: Any) -> None:
    if said:
        year = KnownYear.read(str(said))
        setattr(page, name, int(year))
        setattr(page, known, year.known)


def _case(submission: Submission, page: CaseStudyPage, answers: dict[str, Any], reasons: dict[str, str]) -> None:
    """Ties the case to the submission, and keeps for editors whom to ask and what is not known."""
    case = page.case
    assert case is not None
    notes = figures_of(case, answers, page.locale.language_code)
    case.unverified = [*case.unverified, *notes, *labelled_reasons(reasons)]
    if answers.get("asked"):
        case.editor_note = _("Whom to ask: %(whom)s (submission %(number)s)") % {
            "whom": answers["asked"],
            "number": submission.shown_number,
        }
    case.save()
    submission.case = case
    submission.save(update_fields=["case"])
