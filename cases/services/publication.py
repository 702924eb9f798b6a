"""What happens when the last step of a workflow is approved."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # Wagtail imports this module while its models are being made
    from wagtail.models import WorkflowState


def publish_approved(workflow_state: "WorkflowState", user: Any = None) -> None:
    """Publishes (or schedules) the approved text. The approval is the permission: nobody publishes a case without."""
    workflow_state.content_object.get_latest_revision().publish(user=user, skip_permission_checks=True)
