"""App configuration."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Connects receivers that keep cases and pages in step, performers of jobs, and system checks."""

    name = "cases"
    verbose_name = _("Case studies")

    def ready(self) -> None:
        from . import checks, receivers
        from .forms import registration
        from .services import bulk_runs, merge_runs  # noqa: F401  # they register how their jobs are made
        from .services.imports import runs  # noqa: F401

        receivers.connect()
        registration.register()
        register(checks.check_sections)
