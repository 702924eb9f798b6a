"""Pages on which a practice is proposed: in short first, then the address of a visitor."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.models import City
from cases.people.views.access import kept_nowhere
from cases.review.forms.sections import SnapshotForm
from cases.review.forms.visitors import AddressForm, CodeForm, VisitorForm
from cases.review.models import Submission
from cases.review.selectors.submissions.own import cities_to_submit_for, own_submissions
from cases.review.selectors.submissions.similar import similar_cases
from cases.review.services.submissions.adopting import adopt
from cases.review.services.submissions.codes import TooManyCodesError, ask_code, confirm, leave, note_begun, pending
from cases.review.services.submissions.puzzles import new_puzzle
from cases.review.services.submissions.writing import begin, save_section

from .access import page, private, writer_of

LONGEST_TITLE = 200


@require_http_methods(["GET", "HEAD", "POST"])
@private
def propose(request: HttpRequest) -> HttpResponseBase:
    """Form that begins a submission. A visitor says who they are as well, and gets a code."""
    data = request.POST if request.method == "POST" else None
    form = SnapshotForm(data, said={}, unknown={})
    is_visitor = not request.user.is_authenticated
    visitor = VisitorForm(data) if is_visitor else None
    cities = [] if is_visitor else cities_to_submit_for(request.user)
    if data is not None:
        _ask_title(form)
        are_right = [form.is_right(), visitor is None or visitor.is_valid()]
        if all(are_right):
            return _begun(request, form, visitor, cities)
    wrong = data is not None
    return page(
        request, "propose.html", status=422 if wrong else 200, form=form, visitor=visitor, cities=cities,
        chosen=request.POST.get("for_city", ""),
    )  # fmt: skip


def _ask_title(form: SnapshotForm) -> None:
    """Of a submission that begins nothing is asked but its title: by it, it is found again."""
    form.fields["title"].required = True


def _begun(
    request: HttpRequest, form: SnapshotForm, visitor: VisitorForm | None, cities: list[tuple[int, str]]
) -> HttpResponse:
    chosen = next((key for key, _name in cities if str(key) == request.POST.get("for_city")), None)
    person: Any = None if visitor else request.user
    with transaction.atomic():
        city = City.objects.filter(pk=chosen).first() if chosen else None
        made = begin(language=get_language() or "", person=person, for_city=city)
        save_section(made, form.section, *form.kept(), version=0, by=person)
    if visitor is None:
        messages.success(request, _("It is kept. Add what you can, and send it when what is needed is there."))
        return redirect("review:submission", made.number)
    note_begun(request.session, made.number)
    return _ask(request, visitor, name=visitor.cleaned_data["name"], number=made.number) or redirect(
        "review:submission", made.number
    )


def _ask(request: HttpRequest, form: AddressForm, *, name: str = "", number: str = "") -> HttpResponse | None:
    """The page that waits for the code of the address; None where it gets no other for a while."""
    try:
        ask_code(request.session, form.cleaned_data["email"], get_language() or "", name=name, number=number)
    except TooManyCodesError:
        messages.error(request, _("Five codes were sent to this address within the hour. Use one of them, or wait."))
        return None
    return redirect("review:confirm")


@require_http_methods(["GET", "HEAD", "POST"])
@private
def confirm_address(request: HttpRequest) -> HttpResponseBase:
    """Page that waits for the code of a mail."""
    waited = pending(request.session)
    if waited is None:
        messages.info(request, _("That code is over. Have another sent."))
        return redirect("review:mine")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found = confirm(request.session, form.cleaned_data["code"])
        if found is not None:
            return _confirmed(request, found.number, found.email, found.name)
        if pending(request.session) is None:
            messages.error(request, _("That was not the code, five times. Have another sent."))
            return redirect("review:mine")
        form.add_error("code", _("That is not the code of the latest mail."))
    return page(
        request, "confirm.html", status=422 if form.errors else 200, form=form, email=waited.email, number=waited.number
    )


def _confirmed(request: HttpRequest, number: str, email: str, name: str) -> HttpResponse:
    """Page that the code leads to: what was begun, which has its owner now, or the list."""
    messages.success(request, _("Your address is confirmed."))
    found = Submission.objects.filter(number=number).first() if number else None
    if found is None:
        return redirect("review:mine")
    if number in writer_of(request).begun:
        adopt(found, email=email, name=name)
    return redirect("review:submission", number)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def mine(request: HttpRequest) -> HttpResponseBase:
    """List of one's own submissions; a visitor who is not known here gets a code first."""
    writer = writer_of(request)
    wanted = "".join(filter(str.isdecimal, request.GET.get("for", "")))[:8]
    form = None
    if not request.user.is_authenticated:
        form = AddressForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and (answer := _ask(request, form, number=wanted)):
            return answer
    own = own_submissions(writer)
    return page(request, "mine.html", status=422 if form and form.errors else 200, own=own, form=form,
                addresses=sorted(writer.addresses), wanted=wanted)  # fmt: skip


@require_POST
@private
def leave_browser(request: HttpRequest) -> HttpResponseBase:
    """Has this browser forget which addresses were confirmed in it."""
    leave(request.session)
    messages.success(request, _("This browser knows nothing of your submissions any more."))
    return redirect("review:mine")


@require_safe
def puzzle(request: HttpRequest) -> HttpResponseBase:
    """A puzzle for the browser of a visitor, as JSON."""
    return kept_nowhere(JsonResponse(new_puzzle()))


@require_safe
def similar(request: HttpRequest) -> HttpResponseBase:
    """Cases that are similar to a title, as a part of a page."""
    title = request.GET.get("title", "")[:LONGEST_TITLE].replace("\0", "").strip()
    cards = similar_cases(title, get_language() or "")
    return kept_nowhere(page(request, "../components/similar.html", cards=cards))
