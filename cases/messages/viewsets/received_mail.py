"""The list of mails that came in, those that wait for a person first."""

from typing import Any

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from cases.messages.models import MailReason, MailState, ReceivedMail
from cases.messages.permissions import keeps_messages
from cases.viewsets.columns import MomentColumn, TextColumn
from cases.viewsets.policies import RulePolicy


class MailFilterSet(WagtailFilterSet):
    """Filters of the list."""

    class Meta:
        model = ReceivedMail
        fields = ["state", "reason"]


class SubjectColumn(TitleColumn):
    """Column of subjects, which lead to the mail."""

    cell_template_name = "messaging/admin/received_subject_cell.html"


def reason_of(mail: ReceivedMail) -> str:
    """Reason in the reader's language, for which a mail was not taken by itself."""
    return str(MailReason(mail.reason).label) if mail.reason else ""


class ReceivedMailsView(ReportView):
    """List of mails that came in. Originals are not read for it."""

    model = ReceivedMail
    permission_policy = RulePolicy(ReceivedMail, keeps_messages)
    permission_required = "view"
    page_title = gettext_lazy("Mail that came in")
    header_icon = "mail"
    index_url_name = "received_mails"
    index_results_url_name = "received_mails_results"
    filterset_class = MailFilterSet
    list_export: list[str] = []
    columns = [
        SubjectColumn(
            "subject",
            label=gettext_lazy("Subject"),
            accessor=lambda mail: mail.subject or _("(no subject)"),
            get_url=lambda mail: reverse("received_mail", args=[mail.pk]),
        ),
        TextColumn("sender", label=gettext_lazy("From")),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display"),
        Column("reason", label=gettext_lazy("Reason"), accessor=reason_of),
        MomentColumn("received_at", label=gettext_lazy("Received")),
    ]

    def get_base_queryset(self) -> QuerySet[ReceivedMail]:
        return ReceivedMail.objects.defer("raw", "text")

    def order_queryset(self, queryset: QuerySet[ReceivedMail]) -> QuerySet[ReceivedMail]:
        first = Case(When(state=MailState.WAITING, then=Value(0)), default=Value(1), output_field=IntegerField())
        return queryset.order_by(first, "-pk")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(*args, **kwargs), "no_results_message": _("No mail has come in.")}


class MailMenuItem(MenuItem):
    """Item of the menu of reports, for those who may see the list."""

    def is_shown(self, request: HttpRequest) -> bool:
        return keeps_messages(request.user)


def waiting_mail(user: Any, request: HttpRequest) -> dict[str, Any] | None:
    """Number of mails that wait for a person, for the first page of the admin; None where there is nothing to say."""
    if not keeps_messages(user):
        return None
    counted = ReceivedMail.objects.filter(state=MailState.WAITING).aggregate(count=Count("pk"))
    return {"count": counted["count"]} if counted["count"] else None
