"""Rows of the desk: a text as a list names it, and what there is to say about it there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import WorkflowState

from cases.models import CaseStudyPage
from cases.selectors.incomplete import field_labels, missing_by_page
from cases.selectors.languages import language_name
from cases.selectors.localized_format import active_language, day, listed, moment, number
from cases.selectors.person_name import person_name
from cases.written.isolation import isolated

from .reviews import SENT_BACK, UNDER_REVIEW, reviews


@dataclass(frozen=True, slots=True)
class Row:
    """Row of the desk. ``facts``: sentences; ``remark``: what a reviewer wrote when it came back."""

    title: str
    language: str
    url: str
    about: list[str]  # code, city, language
    facts: list[str] = field(default_factory=list)
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a list about one text. ``url``: where it leads, if not to the form of the text."""

    facts: list[str]
    remark: str = ""
    url: str = ""


def rows(pages: Sequence[Any], said: dict[int, Said]) -> list[Row]:
    """Rows of pages of any kind. One query, for codes and cities."""
    language = active_language()
    fields = ("case", "city", "case__code", "city__names", "city__slug")
    cases = CaseStudyPage.objects.filter(pk__in=[page.pk for page in pages]).select_related("case", "city")
    known = {page.pk: page for page in cases.only("pk", *fields).order_by()}
    found = []
    for page in pages:
        case, words = known.get(page.pk), said.get(page.pk, Said([]))
        names = [case.case.code if case.case else "", case.city.name(language)] if case else []
        code = page.locale.language_code
        about = [name for name in (*names, language_name(code, language)) if name]
        url = words.url or reverse("wagtailadmin_pages:edit", args=[page.pk])
        found.append(Row(page.get_admin_display_title(), code, url, about, words.facts, words.remark))
    return found


def of_decisions(pages: Sequence[Any]) -> dict[int, Said]:
    """Step, who submitted it, how long it has waited."""
    found = {}
    for page, state in _states(pages, UNDER_REVIEW):
        who = isolated(person_name(state.requested_by))
        by = [_("submitted by %(name)s") % {"name": who}] if state.requested_by else []
        found[page.pk] = Said([_step(state), *by, waited(page.since)])
    return found


def of_returned(pages: Sequence[Any]) -> dict[int, Said]:
    """The reviewer who sent it back, when, and with which remark."""
    found = {}
    for page, state in _states(pages, SENT_BACK):
        task = state.current_task_state
        by = person_name(task.finished_by) if task else ""
        when = _("on %(day)s") % {"day": day(page.since)} if page.since else ""
        asked = _("%(name)s asks for changes") % {"name": isolated(by)} if by else _("Changes are asked for")
        found[page.pk] = Said([fact for fact in (asked, when) if fact], (task.comment if task else "").strip())
    return found


def of_drafts(pages: Sequence[Any]) -> dict[int, Said]:
    """State, last change, and of a text that nobody reviews yet what is missing."""
    steps = {page.pk: _step(state) for page, state in _states(pages, UNDER_REVIEW)}
    open_ones = [page.pk for page in pages if page.pk not in steps]
    missing = missing_by_page(CaseStudyPage.objects.filter(pk__in=open_ones)) if open_ones else {}
    found = {}
    for page in pages:
        facts = [steps.get(page.pk) or (_("public, with changes that are not") if page.live else _("draft"))]
        if page.appears:
            facts = [_("planned for %(moment)s") % {"moment": moment(page.appears)}]
        if page.latest_revision_created_at:
            facts.append(_("last changed on %(day)s") % {"day": day(page.latest_revision_created_at)})
        if page.pk in missing:
            facts.append(_("missing: %(fields)s") % {"fields": listed(field_labels(missing[page.pk]))})
        found[page.pk] = Said(facts)
    return found


def of_late(pages: Sequence[Any]) -> dict[int, Said]:
    """Lateness of each: of what, and since when."""
    steps = dict(_states(pages, UNDER_REVIEW)) if any(page.too_long for page in pages) else {}
    found = {}
    for page in pages:
        facts = []
        if page.appears:
            facts.append(_("planned for %(moment)s and not public yet") % {"moment": moment(page.appears)})
        if page.leaves:
            facts.append(_("should not be public since %(moment)s") % {"moment": moment(page.leaves)})
        if page.too_long and page in steps:
            facts += [_step(steps[page]), waited(page.since)]
        found[page.pk] = Said(facts)
    return found


def of_outdated(pages: Sequence[Any]) -> dict[int, Said]:
    """Source, and since when it says something else."""
    language = active_language()
    text = _("its source (%(language)s) changed on %(day)s")
    return {
        page.pk: Said(
            [text % {"language": language_name(page.translated_from, language), "day": day(page.source_changed)}]
        )
        for page in pages
    }


def _states(pages: Iterable[Any], status: str) -> "Iterable[tuple[Any, WorkflowState]]":
    """Pages with their workflow state, where it is of that kind. One query."""
    by_key = {str(page.pk): page for page in pages}
    states = reviews(status).filter(object_id__in=by_key)
    found = states.select_related("requested_by", "current_task_state__task", "current_task_state__finished_by")
    return [(by_key[state.object_id], state) for state in found]


def _step(state: WorkflowState) -> str:
    task = state.current_task_state
    return _("in review: %(step)s") % {"step": isolated(str(task.task if task else state))}


def waited(since: Any) -> str:
    """Time that something has waited, in words."""
    days = (timezone.now() - since).days if since else 0
    if days < 1:
        return _("since today")
    return ngettext("for %(days)s day", "for %(days)s days", days) % {"days": number(days)}
