"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    """Submissions, their review, and the freshness of what is published."""

    name = "cases.review"
    label = "review"
    verbose_name = _("Submissions and review")

    def ready(self) -> None:
        from . import permissions

        permissions.register()
