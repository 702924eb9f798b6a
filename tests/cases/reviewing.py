"""Submitting and approving, for tests."""

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from cases.models import CaseStudyPage


def submit(page: CaseStudyPage, by: User) -> None:
    page.save_revision(user=by)
    workflow = page.get_workflow()
    assert workflow is not None
    workflow.start(page, by)


def act(page: CaseStudyPage, client: Client, action: str = "approve") -> None:
    """Posts what the button of the dashboard posts."""
    state = CaseStudyPage.objects.get(pk=page.pk).current_workflow_task_state
    assert state is not None
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    answer = client.post(url, {"comment": ""})
    assert answer.status_code == 302


def is_live(page: CaseStudyPage) -> bool:
    return bool(CaseStudyPage.objects.get(pk=page.pk).live)
