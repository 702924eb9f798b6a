"""Page of the admin about one round, as the round itself and its decision have it."""

from functools import cached_property

from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cases.review.choices import DecisionState
from cases.review.models import Decision, Round
from cases.viewsets.admin_page import AdminPage
from cases.viewsets.policies import RulePolicy

from .rights import round_for, runs_rounds


class RoundPage(AdminPage, TemplateView):
    """Page about a round, for whoever may run that round."""

    permission_policy = RulePolicy(Round, runs_rounds)
    permission_required = "view"
    trail = [("review_rounds", gettext_lazy("Rounds of reviews"))]

    @cached_property
    def round(self) -> Round:
        """The round of the address. Raises Http404 for whoever may not run it."""
        return round_for(self.request.user, self.kwargs["pk"])

    @property
    def decision(self) -> Decision | None:
        """The decision that is being made, else the last that was announced."""
        made = self.round.decisions
        return made.exclude(state=DecisionState.ANNOUNCED).last() or made.last()
