"""Registers what this room adds to the admin. Registration only."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cases.slots import Section

from .selectors.mail_server import missing_mail_server


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
