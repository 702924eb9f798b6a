"""Pages of experts: what is asked of them, the answer to an invitation, the review, its discussion."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.people.views.access import logged_in
from cases.review.choices import AssignmentState, DecisionState
from cases.review.forms.judging import AcceptForm, ContributionForm, RefusalForm, ReviewForm
from cases.review.models import Assignment, ExpertReview
from cases.review.permissions import Action, may
from cases.review.records.assignment_steps import StepError
from cases.review.selectors.rounds.asked import asked_of
from cases.review.selectors.rounds.results import results_for
from cases.review.selectors.rounds.rubrics import rubric_of
from cases.review.selectors.rounds.shown import shown_text
from cases.review.services.rounds.answering import accept, decline, resign
from cases.review.services.rounds.discussing import contribute
from cases.review.services.rounds.locked import ClosedError
from cases.review.services.rounds.writing import (
    ChangedMeanwhileError,
    IncompleteError,
    begin_revision,
    hand_in,
    save_draft,
    stamp_of,
)


@require_safe
@logged_in
def asked(request: HttpRequest) -> HttpResponse:
    """List of what one is asked to judge, and was."""
    return render(request, "review/rounds/asked.html", {"asked": asked_of(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@logged_in
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Page of an assignment: the question whether one would judge, the form of the review, or what came of it."""
    assignment = _own(request, pk)
    if assignment.state == AssignmentState.INVITED:
        return _answer(request, assignment)
    if assignment.state not in (AssignmentState.ACCEPTED, AssignmentState.HANDED_IN):
        return _over(request, assignment)
    draft = assignment.reviews.filter(handed_in_at=None).first()
    writes = assignment.round.is_open and (assignment.state == AssignmentState.ACCEPTED or draft is not None)
    if not writes:
        if request.headers.get("X-Saves-Itself") == "1":
            return JsonResponse({"closed": _("This review is closed. Thank you for your work.")}, status=409)
        return _handed_in(request, assignment) if request.method != "POST" else _over(request, assignment)
    return _write(request, assignment, draft)


@require_http_methods(["GET", "HEAD", "POST"])
@logged_in
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Form by which an expert resigns."""
    assignment = _own(request, pk)
    if assignment.state != AssignmentState.ACCEPTED:
        return redirect("review:judge", pk)
    form = RefusalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            resign(assignment, request.user, **form.cleaned_data)
        except StepError:
            messages.info(request, _("It had ended before."))
        else:
            messages.success(request, _("You have given the review back. Somebody else is asked."))
        return redirect("review:asked")
    context = {**_context(assignment), "form": form}
    return render(request, "review/rounds/give_back.html", context, status=422 if form.errors else 200)


@require_POST
@logged_in
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Begins a revision of a review that was handed in."""
    try:
        begin_revision(_own(request, pk), request.user)
    except (ClosedError, StepError):
        messages.info(request, _("The round is over: reviews stay as they are."))
    return redirect("review:judge", pk)


@require_POST
@logged_in
def discuss(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds a contribution to the discussion."""
    assignment = _own(request, pk)
    form = ContributionForm(request.POST)
    if not form.is_valid():
        return _handed_in(request, assignment, form)
    try:
        contribute(assignment.round, request.user, form.cleaned_data["text"])
    except ClosedError:
        messages.info(request, _("The round is over: nothing is added to its discussion any more."))
    return redirect("review:judge", pk)


def _own(request: HttpRequest, pk: int) -> Assignment:
    found = get_object_or_404(
        Assignment.objects.select_related("round__submission__city", "person", "expert"), pk=pk, person=request.user.pk
    )
    if not may(request.user, Action.JUDGE, found):
        raise Http404
    return found


def _answer(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    is_refusal = "decline" in request.POST
    data = request.POST if request.method == "POST" else None
    accepting, refusing = AcceptForm(None if is_refusal else data), RefusalForm(data if is_refusal else None)
    try:
        if accepting.is_valid():
            accept(assignment, request.user)
            messages.success(request, _("Thank you. The form of the review is below."))
            return redirect("review:judge", assignment.pk)
        if refusing.is_valid():
            decline(assignment, request.user, **refusing.cleaned_data)
            messages.success(request, _("You have declined. Thank you for your answer."))
            return redirect("review:asked")
    except StepError:
        return redirect("review:judge", assignment.pk)
    context = {**_context(assignment), "accepting": accepting, "refusing": refusing}
    wrong = accepting.errors or refusing.errors
    return render(request, "review/rounds/answer.html", context, status=422 if wrong else 200)


def _write(request: HttpRequest, assignment: Assignment, draft: ExpertReview | None) -> HttpResponse:
    rubric = rubric_of(assignment.round)
    data = request.POST if request.method == "POST" else None
    form = ReviewForm(data, rubric=rubric, review=draft)
    if request.headers.get("X-Saves-Itself") == "1" and data is not None:
        return _as_json(request, assignment, form)
    if data is not None and (form.is_valid() or "hand_in" not in data):
        try:
            if "hand_in" in data:
                hand_in(assignment, request.user, form.written())
                messages.success(request, _("Your review is handed in. Thank you."))
            else:
                save_draft(assignment, request.user, form.written())
                messages.success(request, _("Kept as a draft. It counts nowhere until you hand it in."))
            return redirect("review:judge", assignment.pk)
        except IncompleteError as error:
            save_draft(assignment, request.user, form.written())
            form.add_gaps(error.gaps)
        except (ClosedError, StepError):
            return _over(request, Assignment.objects.select_related("round__submission").get(pk=assignment.pk))
    context = {**_context(assignment), "form": form, "draft": draft, "stamp": stamp_of(draft)}
    return render(request, "review/rounds/judge.html", context, status=422 if form.errors else 200)


def _as_json(request: HttpRequest, assignment: Assignment, form: ReviewForm) -> JsonResponse:
    """Answer to a script that saves by itself. Wrong values are left out, right ones are kept."""
    form.is_valid()
    try:
        saved = save_draft(assignment, request.user, form.written(), seen=request.POST.get("version", ""))
    except ChangedMeanwhileError:
        said = _("You went on with this review in another window. Nothing was saved over it.")
        return JsonResponse({"changed": said}, status=409)
    except (ClosedError, StepError):
        said = _("This review is closed, and what you typed last was not kept. Thank you for your work.")
        return JsonResponse({"closed": said}, status=409)
    errors = {field.html_name: [str(error) for error in field.errors] for field in form if field.errors}
    return JsonResponse({"version": stamp_of(saved), "errors": errors})


def _handed_in(request: HttpRequest, assignment: Assignment, form: ContributionForm | None = None) -> HttpResponse:
    context = {
        **_context(assignment),
        "results": results_for(request.user, assignment.round),
        "versions": assignment.reviews.filter(handed_in_at__isnull=False).order_by("-version"),
        "rubric": rubric_of(assignment.round),
        "form": form or ContributionForm(),
    }
    return render(request, "review/rounds/handed_in.html", context, status=422 if form and form.errors else 200)


def _over(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Page of what has ended: thanks, and why nothing is taken any more. What was typed is shown, to be copied."""
    decision = assignment.round.decisions.filter(state=DecisionState.ANNOUNCED).last()
    typed: Any = None
    if request.method == "POST":
        form = ReviewForm(request.POST, rubric=rubric_of(assignment.round))
        form.is_valid()
        typed = form.written()
    context = {**_context(assignment), "decision": decision, "typed": typed}
    return render(request, "review/rounds/over.html", context, status=409 if typed else 200)


def _context(assignment: Assignment) -> dict[str, Any]:
    submission = assignment.round.submission
    is_shown = assignment.is_running or assignment.is_in
    return {
        "assignment": assignment,
        "round": assignment.round,
        "submission": submission,
        "sections": shown_text(submission) if is_shown else [],
    }
