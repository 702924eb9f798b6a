"""Registers what this room adds to the admin. Registration only."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cases.slots import Section

from .selectors.mail_server import missing_mail_server
from .viewsets.city_calendars import CityCalendarViewSet
from .viewsets.kept import KeptMailHtmlView, KeptMailsView, KeptMailView
from .viewsets.received_mail import MailMenuItem, ReceivedMailsView, waiting_mail
from .viewsets.received_mail_page import ReceivedMailView, discard_mail, file_of_mail, original_mail, place_mail
from .viewsets.sent import MessageHtmlView, MessagesMenuItem, SendAgainView, SentMessagesView, SentMessageView
from .viewsets.templates_shown import TemplateHtmlView, TemplateShownView, TemplatesView


@hooks.register("register_desk_section")
def register_mail_server() -> Section[Any]:
    """Line for administrators where no mail server is set."""
    return Section(
        anchor="mail-server",
        heading=_("Mail"),
        template="messaging/mail_server.html",
        content=missing_mail_server,
        order=50,
    )


@hooks.register("register_admin_urls")
def register_message_urls() -> list[URLPattern]:
    """Addresses of what was sent, of the templates, and of the folder of mails."""
    return [
        path("messages/", SentMessagesView.as_view(), name="messages_sent"),
        path("messages/results/", SentMessagesView.as_view(results_only=True), name="messages_sent_results"),
        path("messages/<int:pk>/", SentMessageView.as_view(), name="message_sent"),
        path("messages/<int:pk>/html/", MessageHtmlView.as_view(), name="message_html"),
        path("messages/<int:pk>/again/", SendAgainView.as_view(), name="message_send_again"),
        path("messages/templates/", TemplatesView.as_view(), name="message_templates"),
        path("messages/templates/<str:code>/<str:language>/", TemplateShownView.as_view(), name="message_template"),
        path(
            "messages/templates/<str:code>/<str:language>/html/",
            TemplateHtmlView.as_view(),
            name="message_template_html",
        ),
        path("messages/kept/", KeptMailsView.as_view(), name="kept_mails"),
        path("messages/kept/<str:name>/", KeptMailView.as_view(), name="kept_mail"),
        path("messages/kept/<str:name>/html/", KeptMailHtmlView.as_view(), name="kept_mail_html"),
    ]


@hooks.register("register_reports_menu_item")
def register_messages_menu_item() -> MessagesMenuItem:
    """Among the reports."""
    return MessagesMenuItem(
        SentMessagesView.page_title, reverse("messages_sent"), name="messages-sent", icon_name="mail", order=1320
    )


@hooks.register("register_permissions")
def register_message_permissions() -> QuerySet[Permission]:
    """So that the form of a group offers them."""
    names = ["view_message", "change_message"]
    return Permission.objects.filter(content_type__app_label="messaging", codename__in=names)


@hooks.register("register_desk_section")
def register_waiting_mail() -> Section[Any]:
    """Line for administrators while mails that came in wait for a decision."""
    return Section(
        anchor="waiting-mail",
        heading=_("Mail that came in"),
        template="messaging/admin/waiting_mail.html",
        content=waiting_mail,
        order=60,
    )


@hooks.register("register_admin_urls")
def register_mail_urls() -> list[URLPattern]:
    """Addresses of mails that came in."""
    return [
        path("messages/received/", ReceivedMailsView.as_view(), name="received_mails"),
        path("messages/received/results/", ReceivedMailsView.as_view(results_only=True), name="received_mails_results"),
        path("messages/received/<int:pk>/", ReceivedMailView.as_view(), name="received_mail"),
        path("messages/received/<int:pk>/place/", place_mail, name="received_mail_place"),
        path("messages/received/<int:pk>/discard/", discard_mail, name="received_mail_discard"),
        path("messages/received/<int:pk>/original/", original_mail, name="received_mail_original"),
        path("messages/received/files/<int:pk>/", file_of_mail, name="received_file"),
    ]


@hooks.register("register_reports_menu_item")
def register_mail_menu_item() -> MailMenuItem:
    """Item among the reports."""
    return MailMenuItem(
        ReceivedMailsView.page_title, reverse("received_mails"), name="received-mail", icon_name="mail", order=1330
    )


@hooks.register("register_admin_viewset")
def register_calendars() -> CityCalendarViewSet:
    """Calendars of cities, among the settings."""
    return CityCalendarViewSet()
