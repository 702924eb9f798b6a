"""Figures that wait for a second person, or came back: each stands on the desk by a page of its case."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cases.models import CaseStudyPage, ProposedFigures
from cases.selectors.figure_rights import figures_that_came_back, figures_to_decide
from cases.selectors.localized_format import active_language, day
from cases.selectors.person_name import person_name
from cases.written.isolation import isolated

from .rows import Said, waited


def to_decide(user: Any) -> PageQuerySet:
    """A page of each case whose proposed figures a person can decide about; the longest waiting first."""
    return _pages(figures_to_decide(user), "written_at").order_by("since", "pk")


def came_back(user: Any) -> PageQuerySet:
    """A page of each case whose figures came back to a person; the latest first."""
    return _pages(figures_that_came_back(user), "decided_at").order_by(F("since").desc(nulls_last=True), "pk")


def _pages(proposals: "QuerySet[ProposedFigures]", moment: str) -> PageQuerySet:
    """Pages, one a case, in the reader's language where there is one, with ``since`` and the key of the proposal."""
    pages = CaseStudyPage.objects.filter(case__in=proposals.order_by().values("case"))
    chosen: dict[int | None, int] = {}
    languages: dict[int | None, str] = {}
    for key, case, code in pages.order_by("pk").values_list("pk", "case", "locale__language_code"):
        if case not in chosen or (code == active_language() and languages[case] != code):
            chosen[case], languages[case] = key, code
    keys = list(chosen.values())
    of_page = proposals.order_by().filter(case__pages=OuterRef("pk"))
    found: PageQuerySet = Page.objects.filter(pk__in=keys).annotate(
        since=Subquery(of_page.values(moment)[:1]), proposal=Subquery(of_page.values("pk")[:1])
    )
    return found


def said_of_waiting(pages: Sequence[Any]) -> dict[int, Said]:
    """Person who wrote them, and how long they have waited."""
    found = {}
    for page, proposal in _proposals(pages):
        who = isolated(person_name(proposal.written_by))
        by = [_("figures changed by %(name)s") % {"name": who}] if proposal.written_by else [_("figures of an import")]
        found[page.pk] = Said([*by, waited(page.since)], url=_url(proposal))
    return found


def said_of_returned(pages: Sequence[Any]) -> dict[int, Said]:
    """Person who gave them back, when, and with which remark."""
    found = {}
    for page, proposal in _proposals(pages):
        who = isolated(person_name(proposal.decided_by))
        asked = _("%(name)s asks for changes") % {"name": who} if proposal.decided_by else _("Changes are asked for")
        facts = [asked, _("on %(day)s") % {"day": day(page.since)}]
        found[page.pk] = Said(facts, proposal.remark, _url(proposal))
    return found


def _proposals(pages: Sequence[Any]) -> list[tuple[Any, ProposedFigures]]:
    """Pages with their proposal. One query."""
    keys = [page.proposal for page in pages]
    known = ProposedFigures.objects.defer("figures").select_related("written_by", "decided_by").in_bulk(keys)
    return [(page, known[page.proposal]) for page in pages if page.proposal in known]


def _url(proposal: ProposedFigures) -> str:
    return reverse("case_figures", args=[proposal.case_id])
