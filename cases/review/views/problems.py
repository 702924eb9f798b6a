"""Pages of a problem of a case: reported by anybody, and what became of it, for whoever reported it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.review.forms.problems import ProblemForm, VisitorProblemForm
from cases.review.models import ProblemReport
from cases.review.selectors.kept_true.case_titles import title_of
from cases.review.services.kept_true.problems import TooManyOpenError, report_problem
from cases.views.behind_secret import kept_secret
from cases.written.secrets import digest_of

from .access import account_of, page, private, public_case

FIRST = "just_reported"  # in the session: the page says once that it was received


@require_http_methods(["GET", "HEAD", "POST"])
@private
def report(request: HttpRequest, code: str) -> HttpResponseBase:
    """Form by which anybody reports a problem of a public case."""
    case = public_case(code)
    data = request.POST if request.method == "POST" else None
    person = account_of(request)
    form: Any = ProblemForm(data) if person else VisitorProblemForm(data)
    if data is not None and form.is_trapped:
        return page(request, "reported_nothing.html", case=case)  # as if it had been received
    if data is not None and form.is_valid():
        given = form.cleaned_data
        try:
            _made, secret = report_problem(
                case,
                reason=given["reason"],
                text=given["text"],
                email=given.get("email", ""),
                language=get_language() or "",
                person=person,
            )
        except TooManyOpenError:
            form.add_error(None, _("Many problems of this case wait already. Please come back when they are answered."))
        else:
            request.session[FIRST] = digest_of(secret)
            return redirect("review:reported", secret)
    context = {"form": form, "case": case, "title": title_of(case), "address": case.get_absolute_url()}
    return page(request, "problem.html", status=422 if form.errors else 200, **context)


@require_safe
def reported(request: HttpRequest, secret: str) -> HttpResponse:
    """Page of a problem and its answer, for whoever has its secret address."""
    found = ProblemReport.objects.filter(digest=digest_of(secret)).select_related("case").first()
    if found is None:
        raise Http404
    is_first = request.session.pop(FIRST, "") == found.digest
    context = {
        "report": found,
        "title": title_of(found.case),
        "address": found.case.get_absolute_url(),
        "is_first": is_first,
        "own_address": request.build_absolute_uri(reverse("review:reported", args=[secret])),
    }
    return kept_secret(page(request, "reported.html", **context))
