"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagesConfig(AppConfig):
    """Notifications and mail. The label is not the folder's name, which Django's own messages have as theirs."""

    name = "cases.messages"
    label = "messaging"
    verbose_name = _("Messages")

    def ready(self) -> None:
        from . import receivers
        from .services.held import register_messages

        receivers.connect()
        receivers.register_kinds()
        register_messages()
