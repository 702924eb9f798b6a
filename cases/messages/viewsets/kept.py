"""Pages that show the mails kept in a folder, where no server is set."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from cases.messages.selectors.kept_mails import KeptMail, kept_mail, kept_mails, may_see_kept_mails
from cases.viewsets.admin_page import AdminPage

from .framed import framed
from .sent import SentMessagesView

ON_A_PAGE = 30


class OfFolder:
    """Mixin of a view of the folder, for whoever runs the server, and only where it is a demo."""

    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see_kept_mails(request.user):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # of the view
        answer.headers["Cache-Control"] = "no-store, private"
        return answer

    def mail(self) -> KeptMail:
        """Mail that the address names."""
        found = kept_mail(self.kwargs["name"])
        if found is None:
            raise Http404
        return found


class KeptMailsView(OfFolder, AdminPage, TemplateView):
    """Page that lists the mails in the folder, the last first."""

    template_name = "messaging/admin/kept_mails.html"
    page_title = gettext_lazy("Mails kept in a folder")
    header_icon = "folder-open-inverse"
    trail = [("messages_sent", SentMessagesView.page_title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(kept_mails(), ON_A_PAGE).get_page(self.request.GET.get("p"))
        return {**super().get_context_data(**kwargs), "mails": page}


class KeptMailView(OfFolder, AdminPage, TemplateView):
    """Page of one mail: its text, and its HTML in a frame."""

    template_name = "messaging/admin/kept_mail.html"
    page_title = gettext_lazy("Mail")
    header_icon = "mail"
    trail = [*KeptMailsView.trail, ("kept_mails", KeptMailsView.page_title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "mail": self.mail()}


class KeptMailHtmlView(OfFolder, View):
    """HTML of one mail, for the frame."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return framed(self.mail().html)
