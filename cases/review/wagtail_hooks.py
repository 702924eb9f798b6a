"""Registers what this room adds to the admin and to the page of a case. Registration only."""

from functools import partial
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import ObjectList

from cases.models import CaseStudyPage
from cases.slots import Section

from .selectors.kept_true.case_sections import problem_section, shown_opinions
from .selectors.kept_true.kept_true_desk import kept_true
from .viewsets.case_history import register_case_actions
from .viewsets.case_tab import submission_tab
from .viewsets.kept_true import EditorsMenuItem, OpinionsView, ProblemsView, QuestionsView
from .viewsets.kept_true_pages import OpinionView, ProblemView
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
hooks.register("register_log_actions", register_case_actions)


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


@hooks.register("register_case_page_section")
def register_opinions() -> Section[CaseStudyPage]:
    """Section of a case page: opinions that experts signed."""
    return Section(
        anchor="opinions",
        heading=_("Opinions of experts"),
        template="review/sections/opinions.html",
        content=shown_opinions,
        order=200,
        most_queries=1,
    )


@hooks.register("register_case_page_section")
def register_problem() -> Section[CaseStudyPage]:
    """Section of a case page: how to report a problem."""
    return Section(
        anchor="problem",
        heading=_("Is something wrong here?"),
        template="review/sections/problem.html",
        content=problem_section,
        order=900,
        most_queries=0,
    )


@hooks.register("register_desk_section")
def register_kept_true() -> Section[Any]:
    """Section of the desk: work that waits for editors so that cases stay true."""
    return Section(
        anchor="kept-true",
        heading=_("So that cases stay true"),
        template="review/admin/kept_true.html",
        content=kept_true,
        order=150,
        most_queries=5,
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


@hooks.register("register_admin_urls")
def register_kept_true_urls() -> list[URLPattern]:
    """Addresses of answers of cities, problems and opinions."""
    return [
        path("cases-kept-true/questions/", QuestionsView.as_view(), name="case_questions"),
        path(
            "cases-kept-true/questions/results/",
            QuestionsView.as_view(results_only=True),
            name="case_questions_results",
        ),
        path("cases-kept-true/problems/", ProblemsView.as_view(), name="case_problems"),
        path(
            "cases-kept-true/problems/results/", ProblemsView.as_view(results_only=True), name="case_problems_results"
        ),
        path("cases-kept-true/problems/<int:pk>/", ProblemView.as_view(), name="case_problem"),
        path("cases-kept-true/opinions/", OpinionsView.as_view(), name="case_opinions"),
        path(
            "cases-kept-true/opinions/results/", OpinionsView.as_view(results_only=True), name="case_opinions_results"
        ),
        path("cases-kept-true/opinions/<int:pk>/", OpinionView.as_view(), name="case_opinion"),
    ]


def _item(view: Any, order: int) -> EditorsMenuItem:
    url = reverse(view.index_url_name)
    return EditorsMenuItem(view.page_title, url, name=view.index_url_name, icon_name="check", order=order)


for _view, _order in ((QuestionsView, 1210), (ProblemsView, 1220), (OpinionsView, 1230)):
    hooks.register("register_reports_menu_item", partial(_item, _view, _order))
