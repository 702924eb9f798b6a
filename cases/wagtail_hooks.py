"""Registers the pages, menus and styles of the admin. Registration only."""

from functools import partial
from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from cases.models import Case
from cases.selectors.desk.lists import LISTS
from cases.views.asked_city import ask_for_city
from cases.views.completeness import completeness
from cases.viewsets.accounts import guard_account, guard_accounts, invite_again
from cases.viewsets.approval import (
    explain_incomplete,
    explain_missing_approval,
    keep_incomplete_unpublished,
    remember_workflow,
)
from cases.viewsets.assign_role import GiveRoleBulkAction
from cases.viewsets.blind_autosave import refuse_blind_autosave
from cases.viewsets.bulk import BulkRunView, undo_bulk, unpublish_as_run
from cases.viewsets.desk import DeskListView, add_desk_sections, desk_section, without_site_summary
from cases.viewsets.guide import GuideView, guide_item
from cases.viewsets.history import register_changes
from cases.viewsets.knowledge import CasePermissionPolicy, KnowledgeViewSetGroup
from cases.viewsets.left_out import show_left_out, store_figures_of_new_page, tell_left_out
from cases.viewsets.library import close_library
from cases.viewsets.merging import MergeRunView
from cases.viewsets.new_case import add_new_case_panel, new_case, new_case_item
from cases.viewsets.proposed_figures import ProposedFiguresView
from cases.viewsets.review import comments
from cases.viewsets.review.buttons import show_review_buttons
from cases.viewsets.review.outcomes import tell_outcome
from cases.viewsets.review.preview_links import PreviewLinksView, RevokePreviewLinkView, preview_link_buttons
from cases.viewsets.scripts_of_forms import scripts_of_forms
from cases.viewsets.several_pictures import SeveralPicturesView
from cases.viewsets.written_dates import write_dates_for_readers
from cases.viewsets.written_limits import write_limits_for_readers

from .viewsets.reports.menu import report_menu_items, report_urls
from .viewsets.translation.files import PoDownloadView, PoUploadView
from .viewsets.translation.languages import LanguagesView
from .viewsets.translation.outdated import translation_buttons, warn_of_outdated
from .viewsets.translation.screen import TranslationView

register_permission_policy(Case, CasePermissionPolicy(Case))
write_dates_for_readers()
comments.install()
write_limits_for_readers()

# Of every viewset, also those that Wagtail brings: a copy is written over what it was copied from, past all guards.
ModelViewSet.copy_view_enabled = False
SearchView.verbose_name_plural = Page._meta.verbose_name_plural  # else it counts so many “None”

hooks.register("insert_editor_js", scripts_of_forms)
hooks.register("construct_admin_api", close_library, order=1)  # after Wagtail's own
hooks.register("construct_homepage_panels", add_desk_sections)
hooks.register("construct_homepage_summary_items", without_site_summary, order=1)  # after Wagtail's own
for _list in LISTS:
    hooks.register("register_desk_section", partial(desk_section, _list))
hooks.register("construct_homepage_panels", add_new_case_panel)
hooks.register("register_admin_menu_item", new_case_item)
hooks.register("register_log_actions", register_changes)
hooks.register("before_edit_page", remember_workflow, order=-1)
hooks.register("before_edit_page", refuse_blind_autosave)
hooks.register("before_edit_page", explain_missing_approval)
hooks.register("before_edit_page", explain_incomplete)
hooks.register("before_edit_page", warn_of_outdated)
hooks.register("before_edit_page", show_left_out)
hooks.register("after_edit_page", tell_left_out)
hooks.register("after_create_page", tell_left_out)
hooks.register("after_create_page", store_figures_of_new_page)
hooks.register("register_page_header_buttons", translation_buttons)
hooks.register("register_page_header_buttons", preview_link_buttons)
hooks.register("construct_page_action_menu", show_review_buttons)
hooks.register("after_create_page", tell_outcome)
hooks.register("after_edit_page", tell_outcome)
hooks.register("before_bulk_action", keep_incomplete_unpublished)
hooks.register("before_bulk_action", unpublish_as_run)
hooks.register("register_bulk_action", GiveRoleBulkAction, order=1)  # after Wagtail's own, whose place it takes
hooks.register("before_create_user", guard_account)
hooks.register("before_edit_user", guard_account)
hooks.register("before_delete_user", guard_account)
hooks.register("before_bulk_action", guard_accounts)


@hooks.register("register_admin_urls")
def register_case_urls() -> list[URLPattern]:
    """Addresses of the completeness that a case's form asks for while it is open, and of the translation screens."""
    return [
        path("cases/accounts/<int:pk>/invite/", invite_again, name="account_invite"),
        path("cases/city/", ask_for_city, name="case_city"),
        path("cases/new/", new_case, name="case_new"),
        path("cases/guide/", GuideView.as_view(), name="newsroom_guide"),
        path("cases/desk/<slug:name>/", DeskListView.as_view(), name="desk_list"),
        path("cases/<int:case_id>/figures/", ProposedFiguresView.as_view(), name="case_figures"),
        path("cases/<int:page_id>/completeness/", completeness, name="case_completeness"),
        path("cases/<int:page_id>/translate/", LanguagesView.as_view(), name="case_translate"),
        path("cases/<int:page_id>/pictures/", SeveralPicturesView.as_view(), name="case_pictures"),
        path("cases/<int:page_id>/preview-links/", PreviewLinksView.as_view(), name="case_preview_links"),
        path(
            "cases/<int:page_id>/preview-links/<int:link_id>/end/",
            RevokePreviewLinkView.as_view(),
            name="case_preview_link_revoke",
        ),
        path("cases/<int:page_id>/translation/", TranslationView.as_view(), name="case_translation"),
        path("cases/<int:page_id>/translation/po/", PoDownloadView.as_view(), name="case_translation_po"),
        path("cases/<int:page_id>/translation/upload/", PoUploadView.as_view(), name="case_translation_upload"),
    ]


@hooks.register("insert_global_admin_css")
def link_admin_styles() -> str:
    """Links to the styles of our own panels and widgets, and of forms in browsers without script."""
    return format_html(
        '<link rel="stylesheet" href="{}"><noscript><link rel="stylesheet" href="{}"></noscript>',
        static("cases/admin.css"),
        static("cases/no-script.css"),
    )


@hooks.register("insert_global_admin_js")
def link_persian_digits() -> str:
    """Script that writes the counts of Wagtail's scripts in Persian digits."""
    is_persian = get_language() == "fa"
    return format_html('<script src="{}" defer></script>', static("cases/js/digits.js")) if is_persian else ""


@hooks.register("construct_help_menu")
def keep_help_of_use(request: Any, menu_items: list[MenuItem]) -> None:
    """Leaves in the help menu our guide and the shortcuts: Wagtail's news and English guide help nobody here."""
    foreign = ("whats-new", "editor-guide")
    menu_items[:] = [guide_item(), *(item for item in menu_items if not item.name.startswith(foreign))]
    for item in menu_items:
        item.attrs = {name: value for name, value in item.attrs.items() if "dismissible" not in str((name, value))}


@hooks.register("register_admin_viewset")
def register_knowledge_viewsets() -> KnowledgeViewSetGroup:
    """Viewsets of cases, cities, topics, units and roles."""
    return KnowledgeViewSetGroup()


@hooks.register("register_admin_urls")
def register_report_urls() -> list[URLPattern]:
    """Addresses of reports on cases, and of the pages of bulk actions and merges."""
    return [
        *report_urls(),
        path("cases/bulk/<int:pk>/", BulkRunView.as_view(), name="bulk_run"),
        path("cases/bulk/<int:pk>/undo/", undo_bulk, name="bulk_undo"),
        path("cases/merge/<int:pk>/", MergeRunView.as_view(), name="merge_run"),
    ]


@hooks.register("construct_reports_menu")
def add_reports_on_cases(request: Any, menu_items: list[MenuItem]) -> None:
    """Adds the reports on cases to the menu of reports, for users who may see them, and takes out Wagtail's."""
    menu_items[:] = [item for item in menu_items if item.name not in ("aging-pages", "page-types-usage")]
    menu_items += [item for item in report_menu_items() if item.is_shown(request)]
