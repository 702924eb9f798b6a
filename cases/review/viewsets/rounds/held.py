"""List of decisions that are held, to be announced together."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from cases.review.choices import DecisionState
from cases.review.models import Decision, Round
from cases.review.services.rounds.deciding import announce
from cases.review.services.rounds.locked import ClosedError
from cases.selectors.localized_format import number
from cases.viewsets.admin_page import AdminPage
from cases.viewsets.policies import RulePolicy

from .listing import rounds_for
from .rights import runs_rounds

LISTED = 200


class HeldDecisionsView(AdminPage, TemplateView):
    """List of held decisions; those that are chosen are announced, all of them or none."""

    permission_policy = RulePolicy(Round, runs_rounds)
    permission_required = "view"
    template_name = "review/admin/rounds/held.html"
    page_title = gettext_lazy("Held decisions")
    header_icon = "mail"
    trail = [("review_rounds", gettext_lazy("Rounds of reviews"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "held": _held(self.request.user)[:LISTED]}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Announces what was chosen."""
        keys = [int(key) for key in request.POST.getlist("decisions") if key.isdecimal() and len(key) < 19]
        chosen = list(_held(request.user).filter(pk__in=keys))
        if not chosen:
            messages.error(request, _("Choose what to announce."))
            return redirect("review_held")
        try:
            told = announce(chosen, request.user)
        except (ClosedError, PermissionDenied):
            messages.error(request, _("Nothing was announced: one of them had been announced or taken back before."))
        else:
            said = ngettext("%(count)s decision is announced.", "%(count)s decisions are announced.", len(told))
            messages.success(request, said % {"count": number(len(told))})
        return redirect("review_held")


def _held(user: Any) -> Any:
    found = Decision.objects.filter(state=DecisionState.HELD, round__in=rounds_for(user))
    return found.select_related("round__submission", "by").order_by("decided_at", "pk")
