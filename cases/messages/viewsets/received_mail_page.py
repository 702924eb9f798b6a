"""The page of a mail that came in: what it says, why it waits, and what is to become of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView

from cases.messages.models import MailReason, MailState, ReceivedFile, ReceivedMail
from cases.messages.permissions import keeps_messages
from cases.messages.services.incoming.decisions import decide_to_discard, decide_to_place, threads_for
from cases.messages.services.incoming.registry import reply_kind
from cases.messages.services.incoming.shown import shown_text
from cases.selectors.person_name import person_name
from cases.viewsets.admin_page import AdminPage
from cases.viewsets.policies import RulePolicy

MOST_SHOWN = 10_000  # letters of a mail


class ReceivedMailView(AdminPage, TemplateView):
    """Page of a mail, as plain text: nothing of it is loaded or made into links."""

    permission_policy = RulePolicy(ReceivedMail, keeps_messages)
    permission_required = "view"
    template_name = "messaging/admin/received_mail.html"
    page_title = gettext_lazy("Mail that came in")
    header_icon = "mail"
    trail = [("received_mails", gettext_lazy("Mail that came in"))]

    def get_page_subtitle(self) -> str:
        return str(self.mail)

    def get_header_title(self) -> str:
        return self.mail.subject or _("(no subject)")

    @property
    def mail(self) -> ReceivedMail:
        """The mail of the address."""
        if not hasattr(self, "_mail"):
            kept = ReceivedMail.objects.select_related("thread__person", "decided_by")
            self._mail: ReceivedMail = get_object_or_404(kept, pk=self.kwargs["pk"])
        return self._mail

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mail = self.mail
        is_open = mail.state in (MailState.WAITING, MailState.AUTOMATIC)
        text = mail.text if mail.state == MailState.PLACED else shown_text(mail)
        return {
            **super().get_context_data(**kwargs),
            "mail": mail,
            "reason": MailReason(mail.reason).label if mail.reason else "",
            "text": text[:MOST_SHOWN],
            "files": mail.files.defer("content"),
            "threads": [_described(thread) for thread in threads_for(mail)] if is_open and not mail.is_cut else [],
            "is_open": is_open,
            "is_foreign": mail.reason in (MailReason.OTHER_SENDER, MailReason.NOT_PROVEN),
            "decided_by": person_name(mail.decided_by),
        }


def _described(thread: Any) -> dict[str, Any]:
    kind, about = reply_kind(thread.kind), thread.about
    return {
        "key": thread.pk,
        "kind": kind.label if kind else thread.kind,
        "name": person_name(thread.person),
        "address": thread.person.email,
        "about": kind.describe(about) if kind and about is not None else "",
    }


@require_POST
def place_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a mail as the answer of the person of a thread."""
    _check(request)
    key = request.POST.get("thread", "")
    thread = int(key) if key.isdecimal() and len(key) < 19 else 0
    get_object_or_404(ReceivedMail.objects.only("pk"), pk=pk)
    if decide_to_place(pk, thread, request.user):
        messages.success(request, _("The mail was taken as an answer."))
    else:
        messages.error(request, _("The mail could not be taken as an answer; why, is said below."))
    return redirect("received_mail", pk)


@require_POST
def discard_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a mail aside."""
    _check(request)
    get_object_or_404(ReceivedMail.objects.only("pk"), pk=pk)
    decide_to_discard(pk, request.user)
    messages.success(request, _("The mail was discarded. It is deleted in 30 days."))
    return redirect("received_mails")


@require_safe
def original_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """The original of a mail, as a file."""
    _check(request)
    mail = get_object_or_404(ReceivedMail, pk=pk)
    return _file(bytes(mail.raw), f"mail-{mail.pk}.eml")


@require_safe
def file_of_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """An accepted file that came with a mail."""
    _check(request)
    file = get_object_or_404(ReceivedFile, pk=pk, content__isnull=False)
    return _file(bytes(file.content or b""), file.name)


def _check(request: HttpRequest) -> None:
    if not keeps_messages(request.user):
        raise PermissionDenied


def _file(content: bytes, name: str) -> HttpResponse:
    """A file that a browser saves and never shows."""
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-store, private",
    }
    return HttpResponse(content, "application/octet-stream", headers=headers)
