"""Review of a text as those who write and decide see it: the remark it came back with, and comments on its passages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Comment, ModelLogEntry, TaskState, WorkflowState

from cases.models import Case
from cases.models.approval import FIGURES_CHANGED

from .person_name import person_name

MOST = 50  # comments listed
MOST_SERIES = 10  # whose names are told


@dataclass(frozen=True, slots=True)
class Remark:
    """Remark left with a decision. ``text`` may be ""."""

    step: str
    author: str
    at: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class PassageComment:
    """Comment on a passage, with its answers as (author, text). ``anchor``: element of the form that it is about."""

    place: str
    anchor: str
    author: str
    at: datetime
    text: str
    answers: list[tuple[str, str]]
    resolved_by: str


@dataclass(frozen=True, slots=True)
class FiguresChanged:
    """Change of the figures of a case after its text was sent: by whom and when the last time, of which series."""

    author: str
    at: datetime
    series: list[str]


@dataclass(frozen=True, slots=True)
class Review:
    """Review of a page at this moment. ``came_back``: its author is asked to change it."""

    came_back: bool
    figures: FiguresChanged | None
    remark: Remark | None
    opened: list[PassageComment]
    resolved: list[PassageComment]  # since it was first sent


def review_of(page: Any) -> Review | None:
    """The review that a page is in, or the comments left on it; None where there is neither. At most six queries."""
    if page is None or page.pk is None:
        return None
    state = page.current_workflow_state
    came_back = state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
    comments = list(
        Comment.objects.filter(page=page.pk)
        .select_related("user", "resolved_by")
        .prefetch_related("replies__user")
        .order_by("-created_at")[: 2 * MOST]
    )
    opened = [comment for comment in comments if comment.resolved_at is None]
    resolved = [
        comment for comment in comments if state and comment.resolved_at and comment.resolved_at > state.created_at
    ]
    figures = figures_changed(page, state)
    review = Review(came_back, figures, last_remark(state), shown(page, opened), shown(page, resolved))
    return review if came_back or figures or review.remark or opened or resolved else None


def figures_changed(page: Any, state: WorkflowState | None) -> FiguresChanged | None:
    """Change of the figures of a page since it was sent for checking; they stand in no version of its text."""
    case = getattr(page.specific_deferred, "case_id", None)
    if case is None or state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        return None
    noted = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Case),
        object_id=str(case),
        action=FIGURES_CHANGED,
        timestamp__gt=state.created_at,
    )
    entries = list(noted.select_related("user").order_by("-timestamp")[:MOST])
    if not entries:
        return None
    places = [change["place"] for entry in entries for change in entry.data.get("values", ())]
    names = dict.fromkeys(str(place[1]) for place in places if len(place) > 1)
    return FiguresChanged(person_name(entries[0].user), entries[0].timestamp, list(names)[:MOST_SERIES])


def last_remark(state: WorkflowState | None) -> Remark | None:
    """Remark left with the last decision of a workflow; an empty one where changes were asked for without a word."""
    if state is None:
        return None
    decided = state.task_states.exclude(finished_at=None).select_related("finished_by", "task")
    last: TaskState | None = decided.order_by("finished_at").last()
    if last is None or not (last.comment.strip() or last.status == TaskState.STATUS_REJECTED):
        return None
    return Remark(str(last.task), person_name(last.finished_by), last.finished_at, last.comment.strip())


def shown(page: Any, comments: Iterable[Comment]) -> list[PassageComment]:
    """Comments as a list shows them, in the order in which they were written."""
    page = page.specific  # which has the fields
    return [
        PassageComment(
            place=_place(page, comment.contentpath),
            anchor=_anchor(page, comment.contentpath),
            author=person_name(comment.user),
            at=comment.created_at,
            text=comment.text,
            answers=[(person_name(reply.user), reply.text) for reply in comment.replies.all()],
            resolved_by=person_name(comment.resolved_by) if comment.resolved_at else "",
        )
        for comment in sorted(list(comments)[:MOST], key=lambda comment: comment.created_at)
    ]


def _place(page: Any, path: str) -> str:
    """Label of the field that a comment is about."""
    name = path.split(".")[0]
    if name == "title":
        return _("Title")
    try:
        return capfirst(str(page._meta.get_field(name).verbose_name))
    except FieldDoesNotExist:
        return name


def _anchor(page: Any, path: str) -> str:
    name = path.split(".")[0]
    return f"{name}-count" if isinstance(getattr(page, name, None), StreamValue) else f"id_{name}"
