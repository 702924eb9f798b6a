"""Messages that say what became of a text: sent to whom, approved, public, planned for when, sent back."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages as plain_messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.admin import messages
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.users.models import UserProfile

from cases.models import CaseStudyPage
from cases.selectors.deciders import who_can_decide
from cases.selectors.localized_format import moment, number
from cases.selectors.person_name import person_name
from cases.written.isolation import isolated

NAMED = 4  # people named in a message
SENT = ("action-submit", "action-restart-workflow")
DECIDED = "workflow-action-name"


def tell_outcome(request: HttpRequest, page: Page) -> None:
    """Says what a form that was sent has done, in place of Wagtail's “has been updated”. For hooks after a save."""
    page = page.specific
    if not isinstance(page, CaseStudyPage) or not request.accepts("text/html"):
        return
    action = request.POST.get(DECIDED, "")
    is_sent = any(name in request.POST for name in SENT)
    if action or is_sent or "action-publish" in request.POST:
        stored, meant = CaseStudyPage.objects.get(pk=page.pk), action or ("submit" if is_sent else "publish")
        if _has_happened(request, stored, meant):
            _take_back_last_success(request)
            _tell(request, stored, meant)


def tell_decision(request: HttpRequest, named: Mapping[str, Any]) -> None:
    """Says what a decision has done that was made from a list, where Wagtail says nothing."""
    page = CaseStudyPage.objects.filter(pk=named["page_id"]).first()
    if page is not None and request.user.is_authenticated:
        with override(UserProfile.get_for_user(request.user).get_preferred_language()):  # the view is over
            _tell(request, page, named["action_name"])


def _has_happened(request: HttpRequest, page: CaseStudyPage, action: str) -> bool:
    """Whether the page is as the action leaves it: one that is no longer possible saves the text and does no more."""
    state = page.current_workflow_state
    if action == "reject":
        return state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        approved = state.task_states.filter(status=TaskState.STATUS_APPROVED, finished_by=request.user)
        return action == "submit" or (action == "approve" and approved.exists())
    is_public = page.live and not page.has_unpublished_changes
    return page.scheduled_revision is not None or is_public


def _tell(request: HttpRequest, page: CaseStudyPage, action: str) -> None:
    state = page.current_workflow_state
    is_waiting = state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS
    title = isolated(str(page.get_admin_display_title()))
    form = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Open its form"))
    if action == "reject":
        _tell_of_return(request, page, title, form)
    elif action == "approve" and page.get_latest_revision_as_object().missing():
        return  # not approved; the form says why
    elif is_waiting and state is not None:
        said = _("“%(title)s” was approved. It now waits for: %(step)s.")
        if action == "submit":
            said = _("“%(title)s” was sent. It now waits for: %(step)s.")
        task_state = state.current_task_state
        text = said % {"title": title, "step": isolated(str(task_state.task))}
        messages.success(request, f"{text} {_asked(who_can_decide(task_state, request.user))}", buttons=[form])
    else:
        _tell_of_publication(request, page, title, form, is_approval=action == "approve")


def _tell_of_return(request: HttpRequest, page: CaseStudyPage, title: str, form: Any) -> None:
    state = page.current_workflow_state
    author = person_name(state.requested_by) if state else ""
    said = _("“%(title)s” went back to %(name)s, with your remark and comments.")
    if not author:
        said = _("“%(title)s” went back, with your remark and comments.")
    messages.success(request, said % {"title": title, "name": isolated(author)}, buttons=[form])


def _tell_of_publication(
    request: HttpRequest, page: CaseStudyPage, title: str, form: Any, *, is_approval: bool
) -> None:
    planned = page.scheduled_revision
    if planned is not None:
        when = moment(planned.approved_go_live_at)
        said = _("“%(title)s” was approved and will be public from %(moment)s.") if is_approval else \
            _("“%(title)s” will be public from %(moment)s.")  # fmt: skip
        messages.success(request, said % {"title": title, "moment": when}, buttons=[form])
    elif page.live:
        said = _("“%(title)s” was approved and is public now.") if is_approval else _("“%(title)s” is public now.")
        address = page.get_url(request)
        read = [messages.button(address, _("Read it on the site"))] if address else []
        messages.success(request, said % {"title": title}, buttons=[*read, form])


def _asked(people: Iterable[Any]) -> str:
    """Sentence that names who can decide now."""
    names = [isolated(person_name(user)) for user in people]
    if not names:
        return _("Nobody can decide about it at present: tell an administrator.")
    shown = _(", ").join(names[:NAMED])
    if (more := len(names) - NAMED) > 0:
        shown = ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", more) % {
            "names": shown, "count": number(more),
        }  # fmt: skip
    return _("It was sent to: %(names)s") % {"names": shown}


def _take_back_last_success(request: HttpRequest) -> None:
    """Removes the message that Wagtail has just added, and leaves all others."""
    told = list(plain_messages.get_messages(request))
    last = max((index for index, item in enumerate(told) if item.level == plain_messages.SUCCESS), default=None)
    for index, item in enumerate(told):
        if index != last:
            plain_messages.add_message(request, item.level, item.message, extra_tags=item.extra_tags)
