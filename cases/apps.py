"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Connects the receivers that keep a case's identity and facts in step with its pages."""

    name = "cases"
    verbose_name = _("Case studies")

    def ready(self) -> None:
        from . import receivers
        from .forms import registration

        receivers.connect()
        registration.register()
