"""Receivers of what happens to texts in a workflow, comments on them, figures, and merged cities. Registration only."""

from typing import Any

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from cases.messages.signals import address_bounced, bounce_read
from cases.signals import account_made, city_merged, figures_moved, figures_written, page_commented

from . import people


def connect() -> None:
    """Connects every receiver under the name of Wagtail's own, which then stays away: the first of a name is kept."""
    name = "workflow_state_{}_email_notification"
    task_submitted.connect(
        on_waiting, sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification"
    )
    workflow_submitted.connect(on_submitted, sender=WorkflowState, dispatch_uid=name.format("submitted"))
    workflow_rejected.connect(on_rejected, sender=WorkflowState, dispatch_uid=name.format("rejected"))
    workflow_approved.connect(on_approved, sender=WorkflowState, dispatch_uid=name.format("approved"))
    page_commented.connect(on_commented, dispatch_uid="messaging_commented")
    figures_moved.connect(on_figures_moved, dispatch_uid="messaging_figures_moved")
    figures_written.connect(on_figures_written, dispatch_uid="messaging_figures_written")
    account_made.connect(on_account_made, dispatch_uid="messaging_account_made")
    city_merged.connect(on_city_merged, dispatch_uid="messaging_city_merged")
    bounce_read.connect(on_bounce_read, dispatch_uid="messaging_bounce_read")
    address_bounced.connect(on_address_bounced, dispatch_uid="messaging_address_bounced")
    people.connect()


def register_kinds() -> None:
    """Makes known which threads this room takes answers for, and what its links in mails do."""
    from cases.messages.services.action_links import quiet_comments, right_contact
    from cases.messages.services.incoming import comments

    comments.register()
    quiet_comments.register()
    right_contact.register()


def on_waiting(instance: Any, user: Any = None, **kwargs: Any) -> None:
    """A text waits for a decision."""
    from cases.messages.services.approval_mail import mail_reviewers

    mail_reviewers(instance, user)


def on_submitted(**kwargs: Any) -> None:
    """A text entered a workflow: those who can decide hear of it from its first step, nobody else needs to."""


def on_rejected(instance: Any, user: Any = None, **kwargs: Any) -> None:
    """A text was sent back."""
    from cases.messages.services.approval_mail import mail_changes_requested

    mail_changes_requested(instance, user)


def on_approved(instance: Any, user: Any = None, **kwargs: Any) -> None:
    """A text has passed every step."""
    from cases.messages.services.approval_mail import mail_approved

    mail_approved(instance, user)


def on_commented(page: Any, user: Any, comments: Any, replies: Any, **kwargs: Any) -> None:
    """Somebody commented on passages of a page, or answered."""
    from cases.messages.services.comment_mail import mail_answers, mail_comments

    mail_comments(page, user, comments)
    mail_answers(page, user, replies)


def on_figures_moved(proposal: Any, user: Any = None, **kwargs: Any) -> None:
    """Proposed figures wait, came back, were approved or withdrawn."""
    from cases.messages.services.figures_mail import tell_of_figures

    tell_of_figures(proposal, user)


def on_figures_written(case: Any, user: Any = None, **kwargs: Any) -> None:
    """Figures of a case that no reader knows yet were changed, perhaps while a text of it is in review."""
    from cases.messages.services.figures_mail import tell_reviewers_of_figures

    tell_reviewers_of_figures(case, user)


def on_account_made(user: Any, by: Any, url: str, days: int, **kwargs: Any) -> None:
    """An administrator made somebody an account."""
    from cases.messages.services.account_mail import send_account_invitation

    send_account_invitation(user, by, url, days)


def on_city_merged(source: Any, target: Any, **kwargs: Any) -> None:
    """A city takes over another: its calendar, where it has none, and the deadlines."""
    from cases.messages.services.deadlines.merging import carry_over

    carry_over(source, target)


def on_bounce_read(key: str, permanent: bool, **kwargs: Any) -> None:
    """A mail of this site came back."""
    from cases.messages.services.bounces import note_bounce

    note_bounce(key, permanent)


def on_address_bounced(address: str, stopped: bool, **kwargs: Any) -> None:
    """Mail to an address came back, perhaps to the mailbox of a city."""
    from cases.messages.services.city_messages import note_mailbox

    if stopped:
        note_mailbox(address)
