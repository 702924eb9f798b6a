"""Rights of a person on proposed figures, as the table of the README has them."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from wagtail.permissions import page_permission_policy, policy_registry

from cases.models import Case, CaseStudyPage, ProposedFigures
from cases.models.proposed_figures import ProposalState
from cases.permissions import FiguresAction, may_approve, may_publish_without_approval


def may_with_figures(action: FiguresAction, proposal: ProposedFigures, user: Any) -> bool:
    """Whether the person may do this to the proposal now."""
    if not user.is_active or not may_change_cases(user):
        return False
    own = wrote_figures(proposal, user)
    match action:
        case FiguresAction.PROPOSE:
            return True
        case FiguresAction.DECIDE:
            return may_approve(own=own) and _publishes(user, proposal.case_id)
        case FiguresAction.PUBLISH:
            return may_publish_without_approval(is_superuser=user.is_superuser)
        case FiguresAction.WITHDRAW:
            return own or user.is_superuser


def may_change_cases(user: Any) -> bool:
    """Whether the person may open the form of a case's figures."""
    return bool(policy_registry.get_by_type(Case).user_has_permission(user, "change"))


def wrote_figures(proposal: ProposedFigures, user: Any) -> bool:
    """Whether the person wrote in the proposal."""
    return bool(proposal.writers.filter(pk=user.pk).exists())


def figures_to_decide(user: Any) -> "QuerySet[ProposedFigures]":
    """Proposals that the person may approve or return."""
    waiting = ProposedFigures.objects.filter(state=ProposalState.WAITING)
    if not may_change_cases(user):
        return waiting.none()
    return waiting.exclude(writers=user).filter(case__in=_published_by(user).values("case"))


def figures_that_came_back(user: Any) -> "QuerySet[ProposedFigures]":
    """Proposals in which the person wrote and that were returned."""
    returned = ProposedFigures.objects.filter(state=ProposalState.RETURNED, writers=user)
    return returned if may_change_cases(user) else returned.none()


def who_can_decide_figures(proposal: ProposedFigures) -> list[User]:
    """People who can approve or return the proposal; superusers where nobody else can."""
    people = User.objects.filter(is_active=True).order_by("pk")
    publishing = {"groups__page_permissions__permission__codename": "publish_page", "is_superuser": False}
    return _deciding(people.filter(**publishing).distinct(), proposal) or _deciding(
        people.filter(is_superuser=True), proposal
    )


def _deciding(people: "QuerySet[User]", proposal: ProposedFigures) -> list[User]:
    return [user for user in people if may_with_figures(FiguresAction.DECIDE, proposal, user)]


def _publishes(user: Any, case_id: int) -> bool:
    return bool(_published_by(user).filter(case=case_id).exists())


def _published_by(user: Any) -> "QuerySet[CaseStudyPage]":
    allowed = page_permission_policy.instances_user_has_permission_for(user, "publish").order_by()
    pages: QuerySet[CaseStudyPage] = CaseStudyPage.objects.filter(pk__in=allowed.values("pk")).order_by()
    return pages
