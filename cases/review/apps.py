"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    """Submissions, their review, and the freshness of what is published."""

    name = "cases.review"
    label = "review"
    verbose_name = _("Submissions and review")

    def ready(self) -> None:
        from cases.people.selectors.experts import register_case_counter
        from cases.people.services.hand_over import register_open_work

        from . import permissions, receivers
        from .causes import register_causes
        from .forms.holds import HoldsForm
        from .forms.judging import LINK_FORMS
        from .selectors.rounds.candidates import cases_in_month
        from .services.kept_true import holds_link
        from .services.kept_true.about_people import register_freshness
        from .services.rounds import invitation_links
        from .services.rounds.personal_data import register_rounds
        from .services.submissions.city_work import OpenSubmissions
        from .services.submissions.forgetting import register_submissions

        permissions.register()
        receivers.connect()
        register_causes()
        register_submissions()
        register_freshness()
        holds_link.register(HoldsForm)
        register_open_work("submissions", OpenSubmissions())
        invitation_links.register(LINK_FORMS)
        register_rounds()
        register_case_counter(cases_in_month)
