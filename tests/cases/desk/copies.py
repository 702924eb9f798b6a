"""Many copies of a page, with their reviews, written into the tables: by hand it would take minutes."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, WorkflowState, get_default_page_content_type

from cases.models import CaseStudyPage


def copies(page: CaseStudyPage, count: int, owner: User) -> list[Page]:
    """Drafts like ``page``, owned by ``owner``, each with a version."""
    row = Page.objects.filter(pk=page.pk).values().get()
    parent = page.get_parent(update=True)
    first = parent.numchild + 1
    taken = Page.objects.filter(slug__startswith="copy-").count()
    made = []
    for number in range(count):
        path = Page._get_path(parent.path, parent.depth + 1, first + number)
        slug, title = f"copy-{taken + number}", f"Copy {taken + number}"
        changed = {
            "id": None, "path": path, "slug": slug, "title": title, "draft_title": title,
            "url_path": f"{parent.url_path}{slug}/", "owner_id": owner.pk, "live": False, "translation_key": None,
            "live_revision_id": None, "latest_revision_id": None,
        }  # fmt: skip
        made.append(Page(**{**row, **changed}))
        made[-1].translation_key = Page._meta.get_field("translation_key").get_default()
    pages = Page.objects.bulk_create(made)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + count)
    _copy_children(page, [copy.pk for copy in pages])
    versions = Revision.objects.bulk_create(_version(page, copy, owner) for copy in pages)
    for copy, version in zip(pages, versions, strict=True):
        copy.latest_revision_id = version.pk
    Page.objects.bulk_update(pages, ["latest_revision_id"])
    return pages


def send(pages: list[Page], like: CaseStudyPage, submitter: User, *, days: int = 0, **task: Any) -> None:
    """Reviews of these pages, in the step in which ``like`` is; ``task``: fields of the step that differ."""
    state = CaseStudyPage.objects.get(pk=like.pk).current_workflow_state
    assert state is not None and state.current_task_state is not None
    status = "needs_changes" if task.get("status") == "rejected" else "in_progress"
    began = timezone.now() - timedelta(days=days)
    states = WorkflowState.objects.bulk_create(
        WorkflowState(
            content_type=state.content_type, base_content_type=state.base_content_type, object_id=str(page.pk),
            workflow=state.workflow, status=status, requested_by=submitter,
        )
        for page in pages
    )  # fmt: skip
    steps = TaskState.objects.bulk_create(
        TaskState(
            workflow_state=of, revision_id=page.latest_revision_id, task=state.current_task_state.task,
            content_type=state.current_task_state.content_type, **task,
        )
        for of, page in zip(states, pages, strict=True)
    )  # fmt: skip
    TaskState.objects.filter(pk__in=[step.pk for step in steps]).update(started_at=began)
    for of, step in zip(states, steps, strict=True):
        of.current_task_state = step
    WorkflowState.objects.bulk_update(states, ["current_task_state"])


def _version(page: CaseStudyPage, copy: Page, owner: User) -> Revision:
    return Revision(
        content_type_id=page.content_type_id, base_content_type=get_default_page_content_type(),
        object_id=str(copy.pk), user=owner, created_at=timezone.now() - timedelta(days=400),
        content={**page.serializable_data(), "pk": copy.pk, "title": copy.title},
    )  # fmt: skip


def _copy_children(page: CaseStudyPage, keys: list[int]) -> None:
    columns = [field.column for field in CaseStudyPage._meta.local_concrete_fields if field.column != "page_ptr_id"]
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.executemany(
            f'INSERT INTO "cases_casestudypage" ("page_ptr_id", {names}) '
            f'SELECT %s, {names} FROM "cases_casestudypage" WHERE "page_ptr_id" = %s',
            [(key, page.pk) for key in keys],
        )
