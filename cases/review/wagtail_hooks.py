"""Registers what this room adds to the admin. Registration only."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import ObjectList

from .viewsets.case_tab import submission_tab
from .viewsets.rounds import acts, decision
from .viewsets.rounds.decision import DecisionView
from .viewsets.rounds.held import HeldDecisionsView
from .viewsets.rounds.listing import RoundsMenuItem, RoundsView
from .viewsets.rounds.page import RoundView
from .viewsets.rounds.round_history import register_round_actions
from .viewsets.screening import QueueMenuItem, QueueView
from .viewsets.submission_history import register_submission_actions
from .viewsets.submission_page import SubmissionPage

hooks.register("register_log_actions", register_submission_actions)
hooks.register("register_log_actions", register_round_actions)


@hooks.register("register_admin_urls")
def register_submission_urls() -> list[URLPattern]:
    """Addresses of the queue and of a submission in it."""
    return [
        path("submissions/", QueueView.as_view(), name="submissions"),
        path("submissions/results/", QueueView.as_view(results_only=True), name="submissions_results"),
        path("submissions/<int:pk>/", SubmissionPage.as_view(), name="submission_read"),
    ]


@hooks.register("register_case_page_tab")
def register_submission_tab() -> ObjectList:
    """Where a case came from, in its form."""
    return submission_tab(_("Submission"))


@hooks.register("register_permissions")
def register_submission_permissions() -> QuerySet[Permission]:
    """So that the form of a group offers to read submissions."""
    return Permission.objects.filter(content_type__app_label="review", codename="view_submission")


@hooks.register("register_admin_menu_item")
def register_queue_menu_item() -> QueueMenuItem:
    """The queue, in the main menu."""
    return QueueMenuItem(
        QueueView.page_title, reverse("submissions"), name="submissions", icon_name="clipboard-list", order=110
    )


@hooks.register("register_admin_urls")
def register_round_urls() -> list[URLPattern]:
    """Addresses of rounds and decisions."""
    return [
        path("rounds/", RoundsView.as_view(), name="review_rounds"),
        path("rounds/results/", RoundsView.as_view(results_only=True), name="review_rounds_results"),
        path("rounds/held/", HeldDecisionsView.as_view(), name="review_held"),
        path("rounds/<int:pk>/", RoundView.as_view(), name="review_round"),
        path("rounds/<int:pk>/invite/", acts.invite_experts, name="review_invite"),
        path("rounds/<int:pk>/experts/<int:assignment>/withdraw/", acts.withdraw_invitation, name="review_withdraw"),
        path("rounds/<int:pk>/experts/<int:assignment>/again/", acts.ask_once_more, name="review_ask_again"),
        path("rounds/<int:pk>/discussion/", acts.discuss_round, name="review_discuss"),
        path("rounds/<int:pk>/decision/", DecisionView.as_view(), name="review_decision"),
        path("rounds/<int:pk>/decision/take-back/", decision.take_decision_back, name="review_take_back"),
    ]


@hooks.register("register_admin_menu_item")
def register_rounds_menu_item() -> RoundsMenuItem:
    """Rounds in the menu."""
    return RoundsMenuItem(RoundsView.page_title, reverse("review_rounds"), name="rounds", icon_name="tasks", order=111)
