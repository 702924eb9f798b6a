"""Page on which a member of a city, or an editor, says whether a case still holds."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.people.views.access import logged_in
from cases.review.forms.holds import HoldsForm
from cases.review.models import FreshnessQuestion
from cases.review.permissions import Action, may
from cases.review.selectors.kept_true.case_titles import title_of
from cases.review.services.kept_true.holding import AnsweredBeforeError, say_holds, settle

from .access import page


@require_http_methods(["GET", "HEAD", "POST"])
@logged_in
def holds(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Form of the answer while it waits for one; then what was answered, which an editor settles."""
    question = FreshnessQuestion.objects.filter(pk=pk).select_related("case", "answered_by").first()
    if question is None or not may(request.user, Action.SAY_HOLDS, question):
        raise Http404
    form = HoldsForm(request.POST if request.method == "POST" and question.is_waiting else None)
    try:
        if request.method == "POST" and not question.is_waiting:
            settle(question, request.user)
            messages.success(request, _("Settled."))
            return redirect("review:holds", pk)
        if form.is_valid():
            say_holds(question, form.cleaned_data["answer"], form.cleaned_data["note"], request.user)
            messages.success(request, _("Thank you: your answer has arrived."))
            return redirect("review:holds", pk)
    except AnsweredBeforeError:
        messages.info(request, _("Somebody else was first; this is what they said."))
        return redirect("review:holds", pk)
    context = {
        "question": question,
        "form": form,
        "title": title_of(question.case),
        "address": question.case.get_absolute_url(),
        "settles": may(request.user, Action.SETTLE, question),
    }
    return page(request, "holds.html", status=422 if form.errors else 200, **context)
