"""Pages of the admin on which an editor answers a problem, and shows or revokes an opinion."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cases.models import Case
from cases.review.forms.problems import AnswerForm
from cases.review.models import ExpertOpinion, ProblemReport
from cases.review.permissions import Action, may
from cases.review.selectors.kept_true.case_titles import title_of
from cases.review.services.kept_true.opinions import NotInStateError, revoke_opinion, show_opinion
from cases.review.services.kept_true.problems import AnsweredBeforeError, answer_problem
from cases.viewsets.admin_page import AdminPage

from .kept_true import OpinionsView, ProblemsView


class OfEditors(AdminPage, TemplateView):
    """Base of a page about one thing of a case, for those who may answer problems."""

    model: Any
    thing: Any
    header_icon = "check"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, Action.ANSWER_PROBLEM):
            raise PermissionDenied
        self.thing = get_object_or_404(self.model.objects.select_related("case"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.thing.case)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case: Case = self.thing.case
        return {**super().get_context_data(**kwargs), "thing": self.thing, "case": case, "title": title_of(case)}


class ProblemView(OfEditors):
    """Page of one problem, with the form of its answer."""

    model = ProblemReport
    template_name = "review/admin/problem.html"
    page_title = gettext_lazy("Problem")
    trail = [("case_problems", ProblemsView.page_title)]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            answer_problem(self.thing, request.user, **form.cleaned_data)
        except AnsweredBeforeError:
            messages.error(request, _("Somebody else answered it before; this is what they said."))
        else:
            messages.success(request, _("Kept. Whoever reported it is told of an answer."))
        return redirect("case_problem", self.thing.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_open = self.thing.is_open and may(self.request.user, Action.ANSWER_PROBLEM, self.thing)
        form = AnswerForm(initial={"state": self.thing.state}) if is_open else None
        return super().get_context_data(**{"form": form, **kwargs})


class OpinionView(OfEditors):
    """Page of one opinion in all its languages, which an editor shows to readers or revokes."""

    model = ExpertOpinion
    template_name = "review/admin/opinion.html"
    page_title = gettext_lazy("Expert opinion")
    trail = [("case_opinions", OpinionsView.page_title)]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if "revoke" in request.POST:
                revoke_opinion(self.thing, request.user)
            else:
                show_opinion(self.thing, request.user)
        except NotInStateError:
            messages.error(request, _("Somebody else was first: its state is another now."))
        else:
            messages.success(request, _("Done."))
        return redirect("case_opinion", self.thing.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, opinion = self.request.user, self.thing
        texts = [(code, opinion.function.get(code, ""), text) for code, text in opinion.text.items() if text]
        return {
            **super().get_context_data(**kwargs),
            "texts": texts,
            "can_show": opinion.state == "signed" and may(user, Action.SHOW_OPINION, opinion),
            "can_revoke": opinion.state != "revoked" and may(user, Action.REVOKE_OPINION, opinion),
        }
