"""What the editor of a page is told about approval."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from cases.models.approval import ApprovalByOthersTask, wrote_submission


def explain_missing_approval(request: HttpRequest, page: Page) -> None:
    """Says why a reviewer sees no "approve" on a text of their own."""
    task = page.current_workflow_task if request.method == "GET" else None
    if (
        isinstance(task, ApprovalByOthersTask)
        and task.user_can_access_editor(page, request.user)
        and wrote_submission(page, request.user)
    ):
        messages.info(request, _("You wrote or submitted this text, so somebody else has to approve it."))
