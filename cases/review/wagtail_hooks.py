"""Registers what this room adds to the admin and to the page of a case. Registration only."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cases.models import CaseStudyPage
from cases.slots import Section

from .selectors.case_sections import problem_section, shown_opinions
from .selectors.kept_true_desk import kept_true
from .viewsets.case_history import register_case_actions
from .viewsets.kept_true import EditorsMenuItem, OpinionsView, ProblemsView, QuestionsView
from .viewsets.kept_true_pages import OpinionView, ProblemView
from .viewsets.submission_history import register_submission_actions

hooks.register("register_log_actions", register_submission_actions)
hooks.register("register_log_actions", register_case_actions)


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
    """What waits for editors so that cases stay true."""
    return Section(
        anchor="kept-true",
        heading=_("So that cases stay true"),
        template="review/admin/kept_true.html",
        content=kept_true,
        order=150,
        most_queries=5,
    )


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


@hooks.register("register_reports_menu_item")
def register_questions_item() -> EditorsMenuItem:
    """Item among the reports: questions."""
    return _item(QuestionsView, 1210)


@hooks.register("register_reports_menu_item")
def register_problems_item() -> EditorsMenuItem:
    """Item among the reports: problems."""
    return _item(ProblemsView, 1220)


@hooks.register("register_reports_menu_item")
def register_opinions_item() -> EditorsMenuItem:
    """Item among the reports: opinions."""
    return _item(OpinionsView, 1230)
