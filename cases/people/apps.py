"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Accounts, members of cities, experts."""

    name = "cases.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from . import receivers
        from .services.held import register_own

        receivers.connect()
        register_own()
