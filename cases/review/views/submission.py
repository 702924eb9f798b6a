"""Pages of one submission: where it is, its sections, sent, withdrawn, forgotten."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.review.choices import SectionName, State
from cases.review.forms.sections import FORMS, SectionForm
from cases.review.forms.sending import CommentForm, FileForm, SendForm
from cases.review.models import Submission, SubmissionSection
from cases.review.permissions import Action, may
from cases.review.selectors.rounds.results import feedback_on
from cases.review.selectors.rounds.sight import has_submitted
from cases.review.selectors.submissions.meter import meter
from cases.review.selectors.submissions.overview import overview
from cases.review.selectors.submissions.reading import read_sections
from cases.review.services.submissions.forgetting import forget_submission
from cases.review.services.submissions.writing import (
    ChangedMeanwhileError,
    IncompleteError,
    NotWritableError,
    is_writable,
    save_section,
    send,
    withdraw,
)
from cases.review.transitions import NotPossibleError, Step, possible

from .access import account_of, ask_to_confirm, has_no_owner, page, private, submission_for, writer_of


@require_safe
@private
def submission(request: HttpRequest, number: str) -> HttpResponseBase:
    """Page of a submission: what is missing, where it is, and who does what by when."""
    found = submission_for(request, number)
    writer = writer_of(request)
    context: dict[str, Any] = {
        "may_write": may(writer, Action.WRITE, found) and is_writable(found),
        "may_share": may(writer, Action.SHARE, found),
        "may_send": may(writer, Action.SEND, found),
        "may_withdraw": Step.WITHDRAW in possible(found.state),
        "feedback": feedback_on(found) if has_submitted(writer, found) else [],
    }
    return page(request, "submission.html", submission=found, seen=overview(found), **context)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def section(request: HttpRequest, number: str, name: str) -> HttpResponseBase:
    """Form of a section. A script saves it by itself and is answered in JSON; without it a button does."""
    found = submission_for(request, number, None if request.method != "POST" else Action.WRITE)
    if name not in SectionName.values:
        raise Http404
    kept = found.sections.filter(name=name).first() or SubmissionSection(submission=found, name=name)
    form_class = FORMS[SectionName(name)]
    data = request.POST if request.method == "POST" else None
    form = form_class(data, said=kept.answers, unknown=kept.unknown)
    is_saving_itself = request.headers.get("X-Saves-Itself") == "1"
    if data is None:
        return _shown(request, found, kept, form)
    changed: SubmissionSection | None = None
    try:
        version = int(request.POST.get("version", ""))
    except ValueError:
        version = -1
    try:
        kept = save_section(found, SectionName(name), *form.kept(), version=version, by=account_of(request))
    except NotWritableError:
        return _closed(request, found, is_saving_itself)
    except ChangedMeanwhileError as error:
        kept = changed = error.section
    if is_saving_itself:
        return _as_json(found, kept, form, is_changed=changed is not None)
    if changed is None and form.is_right():
        return _saved(request, found, SectionName(name))
    return _shown(request, found, kept, form, changed=changed)


def _shown(
    request: HttpRequest, found: Submission, kept: SubmissionSection, form: SectionForm, changed: Any = None
) -> HttpResponse:
    writer, name = writer_of(request), SectionName(kept.name)
    may_write = may(writer, Action.WRITE, found) and is_writable(found)
    asked = found.screening_answers.filter(answer="ask", answered_at=None).last()
    context = {
        "submission": found, "section": kept, "name": name, "form": form, "changed": changed, "may_write": may_write,
        "may_comment": may(writer, Action.COMMENT, found),
        "comments": found.comments.filter(section=name).select_related("person"), "comment_form": CommentForm(),
        "file_form": FileForm() if name == SectionName.MEDIA else None,
        "files": found.files.all() if name == SectionName.MEDIA else (), "asked": asked, "meter": meter(found),
        "sections": SectionName, "read": () if may_write else read_sections([kept]),
    }  # fmt: skip
    is_wrong = changed is not None or (form.is_bound and not form.is_right())
    return page(request, "section.html", status=409 if changed else 422 if is_wrong else 200, **context)


def _as_json(found: Submission, kept: SubmissionSection, form: SectionForm, *, is_changed: bool) -> JsonResponse:
    """Answer to a script that saves by itself: version, what is wrong where, and how far it is."""
    errors = {field.html_name: [str(error) for error in field.errors] for field in form if field.errors}
    far = meter(found)
    said = {"version": kept.version, "errors": errors, "answered": far.answered, "total": far.total}
    if is_changed:
        changed = _("Somebody else saved this section meanwhile. Nothing of yours was saved over it.")
        return JsonResponse({**said, "changed": changed}, status=409)
    return JsonResponse(said)


def _closed(request: HttpRequest, found: Submission, is_saving_itself: bool) -> HttpResponse:
    text = _("It was sent and cannot be changed any more. What you typed was not saved.")
    if is_saving_itself:
        return JsonResponse({"closed": text}, status=409)
    messages.error(request, text)
    return redirect("review:submission", found.number)


def _saved(request: HttpRequest, found: Submission, name: SectionName) -> HttpResponse:
    messages.success(request, _("Saved: %(section)s") % {"section": name.label})
    names = list(SectionName)
    following = names[(names.index(name) + 1) % len(names)]
    if "stay" in request.POST:
        return redirect("review:section", found.number, name)
    if "next" in request.POST and following != SectionName.SNAPSHOT:
        return redirect("review:section", found.number, following)
    return redirect("review:submission", found.number)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def send_submission(request: HttpRequest, number: str) -> HttpResponseBase:
    """Page that sends a submission, or the answer to what was asked."""
    found = submission_for(request, number, Action.SEND)
    if has_no_owner(found):
        return ask_to_confirm(request)
    far = meter(found)
    form = SendForm(request.POST if request.method == "POST" else None)
    if found.state != State.DRAFT:
        del form.fields["agreed"]
    if request.method == "POST" and form.is_valid():
        try:
            send(found, by=account_of(request))
        except IncompleteError:
            form.add_error(None, _("Something that is needed is missing."))
        except NotWritableError:
            messages.info(request, _("It was sent before."))
            return redirect("review:submission", number)
        else:
            messages.success(request, _("It is sent. Its number is %(number)s.") % {"number": found.shown_number})
            return redirect("review:submission", number)
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "send.html", status=status, submission=found, form=form, meter=far)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def withdraw_submission(request: HttpRequest, number: str) -> HttpResponseBase:
    """Page that withdraws a submission; of a draft nothing stays."""
    found = submission_for(request, number, Action.SEND)
    is_draft = found.state == State.DRAFT
    if request.method == "POST":
        try:
            withdraw(found, by=account_of(request))
        except NotPossibleError:
            messages.info(request, _("It cannot be withdrawn any more."))
            return redirect("review:submission", number)
        messages.success(request, _("The draft is deleted.") if is_draft else _("It is withdrawn."))
        return redirect("review:mine" if is_draft else reverse("review:submission", args=[number]))
    return page(request, "withdraw.html", submission=found, is_draft=is_draft)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def forget(request: HttpRequest, number: str) -> HttpResponseBase:
    """Page that lets go of everything that says who proposed it."""
    found = submission_for(request, number, Action.SEND)
    if request.method == "POST":
        forget_submission(found, by=account_of(request))
        messages.success(request, _("What said who proposed it is gone."))
        return redirect("review:mine")
    return page(request, "forget.html", submission=found)
