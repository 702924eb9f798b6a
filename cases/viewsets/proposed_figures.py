"""Page of proposed figures: what would change, and the decision of a second person."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from cases.forms.figures_decision import APPROVE, RETURN, SEND, WITHDRAW, FiguresDecisionForm
from cases.models import Case, ProposedFigures
from cases.models.proposed_figures import ProposalState
from cases.permissions import FiguresAction
from cases.selectors.changed_figures import changed_series
from cases.selectors.figure_rights import may_change_cases, may_with_figures, wrote_figures
from cases.selectors.figures import digest_of, open_proposal, public_figures
from cases.services.figures import (
    ChangedSinceShownError,
    approve_figures,
    return_figures,
    send_figures_again,
    shown_digest,
    withdraw_figures,
)

from .admin_page import AdminPage

SAID = {
    APPROVE: gettext_lazy("The figures are approved; readers see them now."),
    RETURN: gettext_lazy("The figures went back to whoever wrote them, with your remark."),
    WITHDRAW: gettext_lazy("The proposed figures are withdrawn; those that readers see stay."),
    SEND: gettext_lazy("The figures wait for a second person again."),
}


class ProposedFiguresView(AdminPage, FormView):
    """Page with the difference of the figures proposed for a case and those that readers see."""

    template_name = "cases/admin/proposed_figures.html"
    page_title = gettext_lazy("Figures that wait for a second person")
    header_icon = "folder-open-inverse"
    form_class = FiguresDecisionForm
    case: Case
    proposal: ProposedFigures | None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_change_cases(request.user):
            raise PermissionDenied
        self.case = get_object_or_404(Case, pk=kwargs["case_id"])
        self.proposal = open_proposal(self.case)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.case.code

    def may(self, action: FiguresAction) -> bool:
        """Whether whoever is here may do this to the proposal."""
        return self.proposal is not None and may_with_figures(action, self.proposal, self.request.user)

    def form_valid(self, form: FiguresDecisionForm) -> HttpResponse:
        """Does what was decided; figures that changed meanwhile are shown again first."""
        decision, user = form.cleaned_data["decision"], self.request.user
        if self.proposal is None:
            return self._changed()
        try:
            if decision == APPROVE:
                approve_figures(self.proposal, user, form.cleaned_data["seen"])
            elif decision == RETURN:
                return_figures(self.proposal, user, form.cleaned_data["remark"])
            elif decision == SEND:
                send_figures_again(self.proposal, user)
            else:
                withdraw_figures(self.proposal, user)
        except ChangedSinceShownError:
            return self._changed()
        messages.success(self.request, str(SAID[decision]))
        return redirect(reverse("case_figures", args=[self.case.pk]))

    def _changed(self) -> HttpResponse:
        told = _("Nothing was done: the figures changed after you opened this page. Look at them as they are now.")
        messages.warning(self.request, told)
        return redirect(reverse("case_figures", args=[self.case.pk]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["case"], context["proposal"] = self.case, self.proposal
        if self.proposal is None:
            return context
        public, is_waiting = public_figures(self.case), self.proposal.state == ProposalState.WAITING
        own = wrote_figures(self.proposal, self.request.user)
        return {
            **context,
            "series": changed_series(public, self.proposal.figures),
            "seen": shown_digest(self.proposal, public),
            "is_newer_public": self.proposal.base != digest_of(public),
            "writers": list(self.proposal.writers.order_by("pk")),
            "is_own": own,
            "may_decide": is_waiting and self.may(FiguresAction.DECIDE),
            "may_publish": is_waiting and own and self.may(FiguresAction.PUBLISH),
            "may_withdraw": self.may(FiguresAction.WITHDRAW),
            "may_send": not is_waiting,
        }
