"""Report of messages: what was sent, to whom, why, what came of it; and one of them, which can be sent again."""

from typing import Any

import django_filters
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from cases.messages.causes import KINDS
from cases.messages.choices import State
from cases.messages.models import Message
from cases.messages.selectors.kept_mails import may_see_kept_mails
from cases.messages.selectors.waiting import mail_state
from cases.messages.services.again import CannotSendAgainError, can_send_again, send_again
from cases.messages.services.rendering import Rendered, UnknownCauseError, rendered
from cases.selectors.person_name import person_name
from cases.viewsets.admin_page import AdminPage
from cases.viewsets.columns import MomentColumn, TextColumn

from .framed import framed

SEE, CHANGE = "messaging.view_message", "messaging.change_message"


def recipient_of(message: Message) -> str:
    """Name of whoever a message is to, with the address."""
    address = message.sent_to or message.recipient
    name = person_name(message.person)
    return f"{name} <{address}>" if name and address else name or address


def state_of(message: Message) -> str:
    """State of a message in words, with the trouble it had."""
    state, trouble = str(message.get_state_display()), str(message.get_trouble_display())
    return f"{state} · {trouble}" if message.trouble else state


class SubjectColumn(Column):
    """Column of subjects that lead to their message."""

    cell_template_name = "messaging/admin/subject_cell.html"


class MessagesFilterSet(WagtailFilterSet):
    """Filters of messages: words, state, kind, language."""

    q = django_filters.CharFilter(label=gettext_lazy("Person, address or subject"), method="_words")
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=State.choices)
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"), choices=lambda: [(kind.code, kind.label) for kind in KINDS.values()]
    )
    language = django_filters.ChoiceFilter(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = Message
        fields: list[str] = []

    def _words(self, queryset: QuerySet[Message], name: str, value: str) -> QuerySet[Message]:
        for word in value.replace("\x00", "").split()[:10]:
            person = Q(person__username__icontains=word) | Q(person__email__icontains=word)
            named = Q(person__first_name__icontains=word) | Q(person__last_name__icontains=word)
            own = Q(subject__icontains=word) | Q(address__icontains=word) | Q(sent_to__icontains=word)
            queryset = queryset.filter(person | named | own)
        return queryset


class SentMessagesView(ReportView):
    """Report of every message, the newest first."""

    model = Message
    permission_policy = ModelPermissionPolicy(Message)
    permission_required = "view"
    page_title = gettext_lazy("Messages sent")
    header_icon = "mail"
    index_url_name = "messages_sent"
    index_results_url_name = "messages_sent_results"
    results_template_name = "messaging/admin/sent_results.html"
    filterset_class = MessagesFilterSet
    paginate_by = 50
    default_ordering = "-pk"
    columns = [
        SubjectColumn("subject", label=gettext_lazy("Subject")),
        TextColumn("recipient", label=gettext_lazy("To"), accessor=recipient_of),
        Column("state", label=gettext_lazy("State"), accessor=state_of),
        TextColumn("reason", label=gettext_lazy("Why")),
        MomentColumn("created_at", label=gettext_lazy("Made")),
        MomentColumn("sent_at", label=gettext_lazy("Sent")),
    ]

    def get_base_queryset(self) -> QuerySet[Message]:
        return Message.objects.select_related("person").defer("context", "sealed")

    def order_queryset(self, queryset: QuerySet[Message]) -> QuerySet[Message]:
        return queryset.order_by("-pk")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(*args, **kwargs),
            "mails": mail_state(),
            "keeps_mails": may_see_kept_mails(self.request.user),
            "no_results_message": _("No message like this."),
        }


class MessagesMenuItem(MenuItem):
    """Shown to those who may see what was sent."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm(SEE))


class OfMessage:
    """Mixin of a view of one message, for those who may see what was sent."""

    message: Message
    permission = SEE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        self.message = get_object_or_404(
            Message.objects.select_related("person", "within", "again_of"), pk=kwargs["pk"]
        )
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # of the view
        return answer

    def words(self) -> Rendered | None:
        """Words of the message; None where they were for one reader alone, or cannot be made any more."""
        if self.message.secret or any(self.message.items.values_list("secret", flat=True)):
            return None
        if self.message.state == State.CANCELLED:
            return None
        try:
            return rendered(self.message)
        except UnknownCauseError:
            return None


class SentMessageView(OfMessage, AdminPage, TemplateView):
    """Page of one message: what is known of it, its text, and its HTML in a frame."""

    template_name = "messaging/admin/sent_message.html"
    page_title = gettext_lazy("Message")
    header_icon = "mail"
    trail = [("messages_sent", SentMessagesView.page_title)]

    def get_page_subtitle(self) -> str:
        return self.message.subject

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "message": self.message,
            "recipient": recipient_of(self.message),
            "state": state_of(self.message),
            "words": self.words(),
            "items": self.message.items.order_by("pk"),
            "can_send_again": self.request.user.has_perm(CHANGE) and can_send_again(self.message),
        }


class MessageHtmlView(OfMessage, View):
    """HTML of one message, for the frame."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        words = self.words()
        if words is None:
            raise Http404
        return framed(words.html)


class SendAgainView(OfMessage, View):
    """Sends a message again."""

    http_method_names = ["post"]
    permission = CHANGE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            copy = send_again(self.message)
        except CannotSendAgainError:
            messages.error(request, _("This message cannot be sent again."))
            return redirect("message_sent", self.message.pk)
        messages.success(request, _("The message goes once more."))
        return redirect("message_sent", copy.pk)
