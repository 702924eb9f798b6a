"""Workflow task of a review, which nobody approves for their own text."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, ModelLogEntry, Page, Revision, TaskState, WorkflowState

from cases.permissions import may_approve

from .case import Case
from .pages import CaseStudyPage

FIGURES_CHANGED = "cases.figures"  # action of the log: figures that no reader knew yet


class ApprovalByOthersTask(AbstractGroupApprovalTask):
    """Task that members of the chosen groups approve, except for texts they wrote or submitted themselves."""

    class Meta:
        verbose_name = _("approval by someone else")
        verbose_name_plural = _("approvals by someone else")

    @classmethod
    def get_description(cls) -> str:
        return str(_("Members of the chosen groups can approve, but not what they wrote themselves"))

    def get_actions(self, obj: Any, user: Any) -> list[Any]:
        return super().get_actions(obj, user) if may_approve(own=wrote_submission(obj, user)) else []

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> str | None:
        """Approves or sends back. Raises PermissionDenied on a text of the user's own.

        A text that became incomplete while it was reviewed is not approved: returned is the address of its form, which
        says what is missing.
        """
        page = task_state.workflow_state.content_object
        if not may_approve(own=wrote_submission(page, user)):
            raise PermissionDenied
        text = page.get_latest_revision_as_object()
        if action_name == "approve" and getattr(text, "missing", list)():
            return f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}?incomplete=1"
        super().on_action(task_state, user, action_name, **kwargs)
        return None

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> "QuerySet[TaskState]":
        states: QuerySet[TaskState] = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(workflow_state__requested_by=user).exclude(_written_by(user)).exclude(_counted_by(user))


def _written_by(user: Any) -> Exists:
    """Condition on task states: ``wrote_submission``, of a submission by somebody else."""
    review = OuterRef(OuterRef("workflow_state_id"))
    during = TaskState.objects.filter(workflow_state_id=review, started_at__lte=OuterRef("created_at")).filter(
        Q(finished_at=None) | Q(finished_at__gte=OuterRef("created_at"))
    )
    live = Page.objects.filter(pk=Cast(OuterRef("object_id"), BigIntegerField()), live_revision__gte=OuterRef("pk"))
    written = Revision.objects.filter(
        base_content_type=OuterRef("workflow_state__base_content_type"),
        object_id=OuterRef("workflow_state__object_id"),
        user=user,
    )
    return Exists(written.exclude(Exists(live)).exclude(Exists(during)))


def _counted_by(user: Any) -> Exists:
    """Condition on task states: the user wrote figures that go public with the text, as ``wrote_submission`` has it."""
    review = OuterRef(OuterRef("workflow_state_id"))
    during = TaskState.objects.filter(workflow_state_id=review, started_at__lte=OuterRef("timestamp")).filter(
        Q(finished_at=None) | Q(finished_at__gte=OuterRef("timestamp"))
    )
    key = Cast(OuterRef(OuterRef("workflow_state__object_id")), BigIntegerField())
    known = CaseStudyPage.objects.filter(case=OuterRef("case"), first_published_at__isnull=False)
    case = CaseStudyPage.objects.filter(~Exists(known), pk=key)
    case_key = Subquery(case.annotate(key=Cast("case_id", TextField())).values("key")[:1])
    return Exists(_noted_figures(user).filter(object_id=case_key).exclude(Exists(during)))


def _noted_figures(user: Any) -> "QuerySet[ModelLogEntry]":
    found: QuerySet[ModelLogEntry] = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Case), action=FIGURES_CHANGED, user=user
    )
    return found


def wrote_submission(page: Any, user: Any) -> bool:
    """Whether the text now in a workflow is the user's own: submitted by them, or partly written by them.

    Written means: a revision of theirs since the last publication, made before the text was submitted (or after it was
    sent back); before the first publication, also figures of the case. What a reviewer corrects while reviewing does
    not make it theirs.
    """
    state = page.current_workflow_state
    if state is None:
        return False
    if state.requested_by_id == user.pk:
        return True
    reviewed = list(state.task_states.values_list("started_at", "finished_at"))
    moments = [*_own_revisions(page, state, user), *_own_figures(page, user)]
    return any(not _during(moment, reviewed) for moment in moments)


def _own_figures(page: Any, user: Any) -> list[Any]:
    pages = CaseStudyPage.objects.filter(pk=page.pk)  # a workflow knows its page as a page of any kind
    case_id = pages.values_list("case", flat=True).first()
    if case_id is None or CaseStudyPage.objects.filter(case=case_id, first_published_at__isnull=False).exists():
        return []  # figures that readers know wait for a second person by themselves
    return list(_noted_figures(user).filter(object_id=str(case_id)).values_list("timestamp", flat=True))


def _own_revisions(page: Any, state: WorkflowState, user: Any) -> list[Any]:
    revisions = Revision.objects.for_instance(page).filter(user=user)
    if page.live_revision_id:
        revisions = revisions.filter(pk__gt=page.live_revision_id)
    return list(revisions.values_list("created_at", flat=True))


def _during(moment: Any, periods: list[tuple[Any, Any]]) -> bool:
    return any(start <= moment and (end is None or moment <= end) for start, end in periods)
