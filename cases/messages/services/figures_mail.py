"""Messages about figures: to those who can decide about them or about their text, and to whoever wrote them."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState, get_default_page_content_type

from cases.messages.models import Message
from cases.models import Case, CaseStudyPage, ProposedFigures
from cases.models.proposed_figures import ProposalState
from cases.selectors.deciders import who_can_decide
from cases.selectors.figure_rights import may_change_cases, who_can_decide_figures
from cases.selectors.localized_format import active_language
from cases.selectors.public_pages import public_pages

from .approval_mail import form_of, title_of
from .notify import about_thing, cancel, notify


def tell_of_figures(proposal: ProposedFigures, actor: User | None) -> None:
    """Tells of the state that proposed figures came to, and takes back what no longer holds."""
    for cause in ("figures.waiting", "figures.came_back"):
        cancel(cause, proposal)
    match proposal.state:
        case ProposalState.WAITING:
            _tell("figures.waiting", who_can_decide_figures(proposal), proposal, actor)
        case ProposalState.RETURNED:
            _tell("figures.came_back", _writers(proposal), proposal, actor)
        case ProposalState.APPROVED:
            _tell("figures.approved", _writers(proposal), proposal, actor)


def tell_reviewers_of_figures(case: Case, actor: User | None) -> None:
    """Tells those who decide about a text of the case that its figures changed meanwhile; once in each step."""
    for task_state in _in_review(case):
        if about_thing(Message.objects.filter(cause="workflow.figures"), task_state).exists():
            continue
        page = task_state.workflow_state.content_object
        values = {"title": title_of(page), "step": task_state.task.name, "by": actor}
        asked = who_can_decide(task_state, actor)
        notify("workflow.figures", asked, task_state, context=values, url=form_of(page), by=actor)


def _in_review(case: Case) -> list[TaskState]:
    """Steps in which texts of the case wait for a decision. One query."""
    keys = CaseStudyPage.objects.filter(case=case).annotate(key=Cast("pk", TextField())).values("key")
    states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=get_default_page_content_type(),
        workflow_state__object_id__in=keys,
    )
    return list(states.select_related("workflow_state", "task"))


def _tell(cause: str, people: list[User], proposal: ProposedFigures, actor: User | None) -> None:
    case = proposal.case
    remark = {"by": proposal.decided_by, "text": proposal.remark} if proposal.remark else None
    is_public = proposal.state == ProposalState.APPROVED and public_pages().filter(case=case).exists()

    def values() -> dict[str, Any]:
        said = {"title": _title(case), "code": case.code, "by": actor, "is_public": is_public}
        return {**said, "remark": remark}

    path = case.get_absolute_url() if is_public else reverse("case_figures", args=[case.pk])
    notify(cause, people, proposal, context=values, url=f"{settings.WAGTAILADMIN_BASE_URL}{path}", by=actor)


def _writers(proposal: ProposedFigures) -> list[User]:
    """People who wrote in the proposal and may still change it."""
    return [user for user in proposal.writers.order_by("pk") if user.is_active and may_change_cases(user)]


def _title(case: Case) -> str:
    """Title of a case in the reader's language, else in one that it has, in one line; its code without any."""
    titles = dict(CaseStudyPage.objects.filter(case=case).order_by("-pk").values_list("locale__language_code", "title"))
    found = titles.get(active_language()) or next(iter(titles.values()), "") or case.code
    return " ".join(found.split())
