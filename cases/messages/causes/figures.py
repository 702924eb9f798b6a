"""Causes about proposed figures of a case: they wait for a second person, come back, are approved."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.messages.choices import Pace
from cases.messages.models import Message
from cases.models import ProposedFigures
from cases.models.proposed_figures import ProposalState
from cases.permissions import FiguresAction
from cases.selectors.figure_rights import may_with_figures

from .cause import Cause, is_gone
from .kinds import Kind

# An import may change the figures of hundreds of cases, so that those who decide hear of them once a day.
WAITING = Kind(code="figures_waiting", label=_("Figures that wait for your decision"), newsroom=True)
DECIDED = Kind(
    code="figures_decided",
    label=_("Figures of yours that came back or were approved"),
    pace=Pace.AT_ONCE,
    newsroom=True,
)
KINDS = (WAITING, DECIDED)


def is_decided(message: Message) -> bool:
    """Whether the figures wait no more, or not for this person."""
    proposal = message.about
    if not isinstance(proposal, ProposedFigures) or proposal.state != ProposalState.WAITING:
        return True
    return not may_with_figures(FiguresAction.DECIDE, proposal, message.person)


def was_sent_again(message: Message) -> bool:
    """Whether the figures were changed or sent again, or are withdrawn."""
    proposal = message.about
    return not isinstance(proposal, ProposedFigures) or proposal.state != ProposalState.RETURNED


def _sample() -> Mapping[str, Any]:
    return {
        "title": gettext("Night buses along the ring road"),
        "code": "THR-0012",
        "is_public": True,
        "by": User(first_name="Mina", last_name="Sample"),
        "remark": {"by": User(first_name="Sam", last_name="Sample"), "text": gettext("The cost has no source.")},
    }


CAUSES = (
    Cause(
        code="figures.waiting",
        kind=WAITING,
        subject=_("Figures for your decision: “%(title)s”"),
        reason=_("You get this because you can decide about figures of this case."),
        template="messaging/mail/figures_waiting.html",
        action=_("Look at them and decide"),
        is_over=is_decided,
        sample=lambda: {**_sample(), "remark": None},
    ),
    Cause(
        code="figures.came_back",
        kind=DECIDED,
        subject=_("Figures came back: “%(title)s”"),
        reason=_("You get this because you wrote these figures."),
        template="messaging/mail/figures_came_back.html",
        action=_("Change them here"),
        is_over=was_sent_again,
        sample=_sample,
    ),
    Cause(
        code="figures.approved",
        kind=DECIDED,
        subject=_("Figures approved: “%(title)s”"),
        reason=_("You get this because you wrote these figures."),
        template="messaging/mail/figures_approved.html",
        action=_("Look at them"),
        is_over=is_gone,
        sample=_sample,
    ),
)
