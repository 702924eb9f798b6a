"""Writes figures of a case. Those that readers know change when a second person has approved the change."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils import timezone
from wagtail.log_actions import log

from cases.models import Case, ProposedFigures, Unit
from cases.models.approval import FIGURES_CHANGED
from cases.models.proposed_figures import OPEN, ProposalState
from cases.permissions import FiguresAction
from cases.selectors.figure_changes import figure_changes
from cases.selectors.figure_rights import may_with_figures
from cases.selectors.figures import (
    Figures,
    digest_of,
    figures_of,
    figures_wait,
    indicators_of,
    open_proposal,
    public_figures,
)
from cases.signals import cases_changed, figures_moved, figures_written

from .translation.published_prose import noting_words

# Actions of the log; each has the values before and after.
CHANGED, PROPOSED, APPROVED = FIGURES_CHANGED, "cases.figures.propose", "cases.figures.approve"
RETURNED, WITHDRAWN = "cases.figures.return", "cases.figures.withdraw"
MOST_CHANGES = 200  # of one step that the history tells


class ChangedSinceShownError(Exception):
    """Error where the figures are no longer those that somebody decided about."""


@transaction.atomic
def write_figures(case: Case, figures: Figures, user: Any) -> ProposedFigures | None:
    """Writes the figures of a case: at once while no reader knows it, else as a proposal, which is returned.

    Who changes nothing writes nothing. Figures proposed as they are public withdraw the proposal.
    """
    case = _locked(case)
    public, proposal = public_figures(case), open_proposal(case)
    if proposal is None and digest_of(figures) == digest_of(public):
        return None
    if proposal is None and not figures_wait(case):
        _replace(case, figures)
        _note(case, CHANGED, user, public, figures)
        figures_written.send(sender=Case, case=case, user=user)
        return None
    return _propose(case, figures, user, public, proposal)


def _propose(
    case: Case, figures: Figures, user: Any, public: Figures, proposal: ProposedFigures | None
) -> ProposedFigures | None:
    before = proposal.figures if proposal else public
    if proposal and digest_of(figures) == digest_of(before):
        return proposal
    if proposal and digest_of(figures) == digest_of(public):
        _end(proposal, ProposalState.WITHDRAWN, user)
        _note(case, WITHDRAWN, user, before, public)
        return None
    proposal = proposal or ProposedFigures(case=case)
    waited = proposal.pk is not None and proposal.state == ProposalState.WAITING
    proposal.figures, proposal.base = list(figures), digest_of(public)
    proposal.state, proposal.written_by, proposal.written_at = ProposalState.WAITING, user, timezone.now()
    proposal.save()
    if user is not None:
        proposal.writers.add(user)
    _note(case, PROPOSED, user, before, figures)
    if not waited:
        _tell(proposal, user)
    return proposal


@transaction.atomic
def approve_figures(proposal: ProposedFigures, user: Any, seen: str) -> None:
    """Makes proposed figures public. ``seen``: digest (``shown_digest``) of what the person decided about.

    Raises PermissionDenied for who wrote in them and for who may not, ChangedSinceShownError where they are others now.
    """
    proposal = _open_now(proposal)
    is_approval = may_with_figures(FiguresAction.DECIDE, proposal, user)
    if not is_approval and not may_with_figures(FiguresAction.PUBLISH, proposal, user):
        raise PermissionDenied
    public = public_figures(proposal.case)
    if proposal.state != ProposalState.WAITING or seen != shown_digest(proposal, public):
        raise ChangedSinceShownError
    _replace(proposal.case, proposal.figures)
    _end(proposal, ProposalState.APPROVED, user)
    _note(proposal.case, APPROVED, user, public, proposal.figures)


@transaction.atomic
def return_figures(proposal: ProposedFigures, user: Any, remark: str) -> None:
    """Gives proposed figures back to their writers, with a remark."""
    proposal = _open_now(proposal)
    if not may_with_figures(FiguresAction.DECIDE, proposal, user):
        raise PermissionDenied
    if proposal.state != ProposalState.WAITING:
        raise ChangedSinceShownError
    _end(proposal, ProposalState.RETURNED, user, remark)
    log(proposal.case, RETURNED, user=user, data={"remark": remark})


@transaction.atomic
def send_figures_again(proposal: ProposedFigures, user: Any) -> None:
    """Sends returned figures for approval as they are. Who sends them has written them as well."""
    proposal = _open_now(proposal)
    if not may_with_figures(FiguresAction.PROPOSE, proposal, user):
        raise PermissionDenied
    if proposal.state != ProposalState.RETURNED:
        raise ChangedSinceShownError
    proposal.state, proposal.written_by, proposal.written_at = ProposalState.WAITING, user, timezone.now()
    proposal.save(update_fields=["state", "written_by", "written_at"])
    proposal.writers.add(user)
    _note(proposal.case, PROPOSED, user, public_figures(proposal.case), proposal.figures)
    _tell(proposal, user)


@transaction.atomic
def withdraw_figures(proposal: ProposedFigures, user: Any) -> None:
    """Takes proposed figures back; the public ones stay."""
    proposal = _open_now(proposal)
    if not may_with_figures(FiguresAction.WITHDRAW, proposal, user):
        raise PermissionDenied
    _end(proposal, ProposalState.WITHDRAWN, user)
    _note(proposal.case, WITHDRAWN, user, proposal.figures, public_figures(proposal.case))


def refuse_if_proposed(unit: Unit) -> None:
    """Refuses that a unit is deleted which an open proposal names: ProtectedError, as for one that is in use."""
    opened = ProposedFigures.objects.filter(state__in=OPEN).select_related("case")
    using: set[Model] = {proposal for proposal in opened if any(row["unit"] == unit.pk for row in proposal.figures)}
    if using:
        raise ProtectedError("proposed figures", using)


def restore_proposal(case: Case, figures: Figures | None, user: Any) -> None:
    """Brings an open proposal back to what it was before an import wrote in it; None: there was none."""
    proposal = open_proposal(case)
    if proposal and figures is None:
        _end(proposal, ProposalState.WITHDRAWN, user)
        _note(case, WITHDRAWN, user, proposal.figures, public_figures(case))
    elif proposal and figures is not None and digest_of(figures) != digest_of(proposal.figures):
        _note(case, PROPOSED, user, proposal.figures, figures)
        proposal.figures = list(figures)
        proposal.save(update_fields=["figures"])


def shown_digest(proposal: ProposedFigures, public: Figures) -> str:
    """Digest of what somebody decides about: the figures proposed, and those they replace."""
    return digest_of([{"old": digest_of(public), "new": digest_of(proposal.figures)}])


def _locked(case: Case) -> Case:
    """Case whose row nobody else changes before this transaction ends."""
    locked: Case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    return locked


def _open_now(proposal: ProposedFigures) -> ProposedFigures:
    case = _locked(proposal.case)
    found = ProposedFigures.objects.get(pk=proposal.pk)
    found.case = case
    if not found.is_open:
        raise ChangedSinceShownError
    return found


def _end(proposal: ProposedFigures, state: ProposalState, user: Any, remark: str = "") -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, user, timezone.now()
    proposal.remark = remark or proposal.remark
    proposal.save(update_fields=["state", "decided_by", "decided_at", "remark"])
    _tell(proposal, user)


def _tell(proposal: ProposedFigures, user: Any) -> None:
    figures_moved.send(sender=ProposedFigures, proposal=proposal, user=user)


def _replace(case: Case, figures: Figures) -> None:
    """Replaces the rows of the figures. A row that is still there is kept, whatever else was replaced meanwhile."""
    known = {row["pk"]: {point["pk"] for point in row["measurements"]} for row in figures_of(case)}
    rows = indicators_of(figures)
    for number, indicator in enumerate(rows):
        points = known.get(indicator.pk, set())
        if indicator.pk not in known:
            indicator.pk = None
        for point in indicator.measurements.all():
            if point.pk not in points:
                point.pk = None
        indicator.sort_order = number
    case.indicators = rows
    with noting_words(case):
        case.save()
    cases_changed.send(sender=Case, case_ids=[case.pk])


def _note(case: Case, action: str, user: Any, old: Figures, new: Figures) -> None:
    told: list[Mapping[str, Any]] = [change.noted for change in figure_changes(old, new)[:MOST_CHANGES]]
    log(case, action, user=user, data={"values": told})
