"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Connects the receivers that keep cases and pages in step, and the performers of jobs."""

    name = "cases"
    verbose_name = _("Case studies")

    def ready(self) -> None:
        from . import receivers
        from .forms import registration
        from .services import bulk_runs, merge_runs  # noqa: F401  # they register how their jobs are made
        from .services.imports import runs  # noqa: F401

        receivers.connect()
        registration.register()
