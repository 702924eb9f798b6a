"""Parts of a submission: files, co-submitters, comments."""

from pathlib import PurePath

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.review.choices import FileKind, Right, SectionName
from cases.review.forms.sending import CommentForm, FileForm, ShareForm
from cases.review.permissions import Action
from cases.review.services.submissions.attaching import attach, detach
from cases.review.services.submissions.sharing import TooManyError, comment, share, stop_sharing
from cases.review.services.submissions.writing import NotWritableError

from .access import account_of, ask_to_confirm, has_no_owner, page, private, submission_for, writer_of

TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".avif": "image/avif",
    ".pdf": "application/pdf",
}


@require_POST
@private
def attach_file(request: HttpRequest, number: str) -> HttpResponseBase:
    """Takes a file; a refusal says why, in words."""
    found = submission_for(request, number, Action.WRITE)
    if has_no_owner(found):
        return ask_to_confirm(request)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data
        try:
            attach(found, given["file"], words=given["words"], credit=given["credit"])
        except ValidationError as error:
            form.add_error("file", error)
        except NotWritableError:
            messages.error(request, _("It was sent and cannot be changed any more. What you typed was not saved."))
            return redirect("review:submission", number)
        else:
            messages.success(request, _("The file is kept."))
            return redirect("review:section", number, SectionName.MEDIA)
    return page(request, "file.html", status=422, submission=found, form=form)


@require_safe
@private
def attachment(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """A file, for whoever may read the submission."""
    found = submission_for(request, number).files.filter(pk=pk).first()
    path = str(found.file.name) if found else ""
    if found is None or not found.file.storage.exists(path):
        raise Http404
    answer = FileResponse(
        found.file.open("rb"),
        as_attachment=found.kind != FileKind.PICTURE,  # which was written anew
        filename=found.name,
        content_type=TYPES.get(PurePath(path).suffix, "application/octet-stream"),
    )
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@require_POST
@private
def detach_file(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """Takes a file away."""
    found = submission_for(request, number, Action.WRITE)
    try:
        if detach(found, pk):
            messages.success(request, _("The file is gone."))
    except NotWritableError:
        messages.error(request, _("It was sent and cannot be changed any more. What you typed was not saved."))
    return redirect("review:section", number, SectionName.MEDIA)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def co_submitters(request: HttpRequest, number: str) -> HttpResponseBase:
    """Page of who takes part, and a form that lets another do so."""
    found = submission_for(request, number, Action.SHARE)
    if has_no_owner(found):
        return ask_to_confirm(request)
    form = ShareForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            share(found, form.cleaned_data["email"], Right(form.cleaned_data["right"]), by=account_of(request))
        except TooManyError:
            form.add_error(None, _("Ten people take part already. End somebody's part first."))
        else:
            messages.success(request, _("They hear of it by mail."))
            return redirect("review:co_submitters", number)
    status = 422 if form.errors else 200
    return page(request, "share.html", status=status, submission=found, form=form, people=found.co_submitters.all())


@require_POST
@private
def end_part(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """Ends what a co-submitter may do."""
    found = submission_for(request, number, Action.SHARE)
    if stop_sharing(found, pk):
        messages.success(request, _("They do not take part any more."))
    return redirect("review:co_submitters", number)


@require_POST
@private
def comment_on(request: HttpRequest, number: str, name: str) -> HttpResponseBase:
    """Says something about a section to those who take part."""
    found = submission_for(request, number, Action.COMMENT)
    if name not in SectionName.values:
        raise Http404
    form = CommentForm(request.POST)
    if form.is_valid():
        email = min(writer_of(request).addresses, default="")
        try:
            comment(found, SectionName(name), form.cleaned_data["text"], person=account_of(request), email=email)
        except TooManyError:
            messages.error(request, _("No more comments fit here."))
        else:
            messages.success(request, _("Your comment stands below."))
        return redirect("review:section", number, name)
    return page(request, "comment.html", status=422, submission=found, form=form, name=SectionName(name))
