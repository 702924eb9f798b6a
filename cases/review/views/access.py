"""Access to pages of submissions: what somebody may not see is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import Case
from cases.people.selectors.own_addresses import own_addresses
from cases.people.views.access import kept_nowhere
from cases.review.models import Submission
from cases.review.permissions import Action, Writer, may, may_read
from cases.review.services.submissions.adopting import adopt
from cases.review.services.submissions.codes import begun_here, confirmed_addresses
from cases.selectors.frames import public_page_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
_WRITER = "_review_writer"


def private(view: View[P]) -> View[P]:
    """Page that is kept nowhere. A change that may not be, or of what is gone, answers 404."""

    @wraps(view)
    def asked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response: HttpResponseBase
        try:
            response = view(request, *args, **kwargs)
        except _UnknownVisitorError as error:
            response = redirect(error.address)
        except (PermissionDenied, Submission.DoesNotExist) as error:
            raise Http404 from error
        return kept_nowhere(response)

    return cast("View[P]", asked)


class _UnknownVisitorError(Exception):
    """A visitor who has confirmed no address here yet: they are asked for it, whatever the number is."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def writer_of(request: HttpRequest) -> Writer:
    """Writer who made the request, with the addresses that count as theirs."""
    known: Writer | None = getattr(request, _WRITER, None)
    if known is not None:
        return known
    addresses = set(confirmed_addresses(request.session))
    if request.user.is_authenticated:
        addresses = own_addresses(request.user)  # what a browser confirmed before may have been somebody else's
    made = Writer(request.user, frozenset(addresses), begun_here(request.session))
    setattr(request, _WRITER, made)
    return made


def submission_for(request: HttpRequest, number: str, action: Action | None = None) -> Submission:
    """Submission of this number, for whoever may read it, and do ``action`` where one is named.

    Raises Http404 for others; a visitor who is not known here is asked for the address first.
    """
    writer = writer_of(request)
    found = Submission.objects.filter(number=number).select_related("city", "for_city", "person", "case").first()
    if found is not None and request.user.is_authenticated and _began(found, writer):
        adopt(found, person=request.user)
    if found is None or not may_read(writer, found):
        if not request.user.is_authenticated:
            raise _UnknownVisitorError(f"{reverse('review:mine')}?for={number}")
        raise Http404
    if action is not None and not may(writer, action, found):
        raise Http404
    return found


def account_of(request: HttpRequest) -> Any:
    """Account that made the request; None of a visitor."""
    return request.user if request.user.is_authenticated else None


def public_case(code: str) -> Case:
    """Case of this code that readers can see. Raises Http404."""
    found = public_page_of(code, get_language() or "")
    if found is None or found.case is None:
        raise Http404
    case: Case = found.case
    return case


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Page of this room; 422 where a form of it is not right."""
    return render(request, f"review/pages/{template}", context, status=status)


def has_no_owner(submission: Submission) -> bool:
    """Whether it is a visitor's who has not confirmed the address yet."""
    return submission.person_id is None and not submission.email


def ask_to_confirm(request: HttpRequest) -> HttpResponse:
    """The page that waits for the code, before anything is sent to anybody or kept for long."""
    messages.info(request, _("Confirm your address first: the code is in the mail."))
    return redirect("review:confirm")


def _began(submission: Submission, writer: Writer) -> bool:
    return has_no_owner(submission) and submission.number in writer.begun
