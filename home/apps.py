"""App configuration."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The front door."""

    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from . import checks, receivers

        receivers.connect()
        register(checks.check_typesetting)
