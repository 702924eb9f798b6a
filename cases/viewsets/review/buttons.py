"""Buttons of a review at the foot of a case's form: each visible, none in the menu behind “Save draft”."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem, WorkflowMenuItem
from wagtail.models import WorkflowState

from cases.models import CaseIndexPage, CaseStudyPage

SHOWN = "visible_page_actions"  # attribute of the request, read by wagtailadmin/pages/action_menu/menu.html


class SendForChecking(SubmitForModerationMenuItem):
    """Button that sends a text for checking, or again after it came back."""

    label = _("Send for checking")
    template_name = "cases/admin/send_for_checking.html"
    icon_name = "resubmit"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        page = context.get("page")
        state = page.current_workflow_state if page else None
        came_back = state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
        return {**context, "label": _("Send for checking again") if came_back else self.label}


def show_review_buttons(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Takes what decides about a text out of the menu of a case's form, and puts it beside."""
    page, parent = context.get("page"), context.get("parent_page")
    if not isinstance(page, CaseStudyPage) and not isinstance(parent.specific if parent else None, CaseIndexPage):
        return
    shown: list[ActionMenuItem] = []
    for item in list(menu_items):
        if isinstance(item, SubmitForModerationMenuItem):
            menu_items.remove(item)
            shown.append(SendForChecking(order=item.order))
        elif isinstance(item, WorkflowMenuItem) and not _is_lesser(item):
            menu_items.remove(item)
            shown.append(item)
    setattr(request, SHOWN, [item.render_html(context) for item in shown])


def _is_lesser(item: WorkflowMenuItem) -> bool:
    """Whether the menu is good enough for it: approval with a remark, beside the plain one."""
    return item.name == "approve" and bool(item.launch_modal)
