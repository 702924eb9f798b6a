"""Publication of a case when the last task of its workflow is approved."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # Wagtail imports this module while its models are being made
    from wagtail.models import WorkflowState


def publish_approved(workflow_state: "WorkflowState", user: Any = None) -> None:
    """Publishes (or schedules) the approved text. The approval is the permission: no case is published without."""
    workflow_state.content_object.get_latest_revision().publish(user=user, skip_permission_checks=True)
