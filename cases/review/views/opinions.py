"""Pages on which an expert signs an opinion on a case, and revokes it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.models import Case
from cases.people.views.access import logged_in
from cases.review.choices import OpinionState
from cases.review.forms.opinions import OpinionForm
from cases.review.models import ExpertOpinion
from cases.review.selectors.kept_true.case_titles import title_of
from cases.review.selectors.kept_true.signing import may_sign
from cases.review.services.kept_true.opinions import NotInStateError, revoke_opinion, sign_opinion
from cases.selectors.person_name import person_name

from .access import page, public_case


@require_http_methods(["GET", "HEAD", "POST"])
@logged_in
def sign(request: HttpRequest, code: str) -> HttpResponseBase:
    """Form of an opinion, filled in with the one that the expert signed before."""
    case = public_case(code)
    if not may_sign(request.user, case):
        raise Http404
    running = _running(case, request)
    form = OpinionForm(request.POST if request.method == "POST" else None, initial=_initial(request, running))
    if form.is_valid():
        given = form.cleaned_data
        sign_opinion(case, request.user, name=given["name"], functions=given["functions"], texts=given["texts"])
        messages.success(request, _("Your opinion is signed. It is shown to readers when an editor has read it."))
        return redirect("review:opinion", case.code)
    context = {"form": form, "case": case, "title": title_of(case), "address": case.get_absolute_url()}
    return page(request, "opinion.html", status=422 if form.errors else 200, running=running, **context)


@require_POST
@logged_in
def revoke(request: HttpRequest, code: str) -> HttpResponseBase:
    """Revokes one's own opinion on a case."""
    case = public_case(code)
    running = _running(case, request)
    if running is None:
        raise Http404
    try:
        revoke_opinion(running, request.user)
    except NotInStateError:
        messages.info(request, _("It was revoked before."))
    else:
        messages.success(request, _("Your opinion is revoked; readers no longer see it."))
    return redirect("review:opinion", case.code)


def _running(case: Case, request: HttpRequest) -> ExpertOpinion | None:
    """Opinion of whoever asks that is not revoked."""
    opinions = ExpertOpinion.objects.filter(case=case, person=request.user.pk)
    return opinions.exclude(state=OpinionState.REVOKED).first()


def _initial(request: HttpRequest, running: ExpertOpinion | None) -> dict[str, str]:
    if running is None:
        return {"name": person_name(request.user)}
    texts = {f"text_{code}": text for code, text in running.text.items()}
    return {"name": running.name, **texts, **{f"function_{code}": text for code, text in running.function.items()}}
