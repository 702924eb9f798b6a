"""Registers what this room adds to the admin. Registration only."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import ObjectList

from .viewsets.case_tab import submission_tab
from .viewsets.screening import QueueMenuItem, QueueView
from .viewsets.submission_history import register_submission_actions
from .viewsets.submission_page import SubmissionPage

hooks.register("register_log_actions", register_submission_actions)


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
    """Tab that says where a case came from, in its form."""
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
