"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    """Submissions, their review, and the freshness of what is published."""

    name = "cases.review"
    label = "review"
    verbose_name = _("Submissions and review")

    def ready(self) -> None:
        from cases.people.services.hand_over import register_open_work

        from . import permissions, receivers
        from .causes import register_causes
        from .forms.holds import HoldsForm
        from .services import holds_link
        from .services.about_people import register_freshness
        from .services.city_work import OpenSubmissions
        from .services.forgetting import register_submissions

        permissions.register()
        receivers.connect()
        register_causes()
        register_submissions()
        register_freshness()
        holds_link.register(HoldsForm)
        register_open_work("submissions", OpenSubmissions())
