"""The link by which a city says without logging in whether a case still holds."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.messages.services.action_links.links import make_action_link
from cases.messages.services.action_links.registry import (
    ActionKind,
    NotAllowedError,
    register_action_kind,
    register_links,
)
from cases.people.selectors.contacts import contact_of, mailbox_language
from cases.review.choices import AskedOf
from cases.review.models import FreshnessQuestion
from cases.review.permissions import Action, may
from cases.review.selectors.kept_true.case_titles import title_of
from cases.written.isolation import isolated

from .freshness_mail import ASKED, HOLDS_LINK
from .holding import AnsweredBeforeError, say_holds

VALID_FOR = timedelta(days=120)


def holds_links(person: Any, question: FreshnessQuestion) -> Mapping[str, str]:
    """Link of a mail to a person, or (None) to the mailbox of the city."""
    city = question.city
    if city is None:
        return {}
    until = timezone.now() + VALID_FOR
    return {"holds_url": make_action_link(HOLDS_LINK, person, question, until=until, language=mailbox_language(city))}


def _may(person: Any, question: FreshnessQuestion) -> bool:
    """Whether they may answer; an office, as long as its mailbox is that of the city and takes mails."""
    if person is not None:
        return may(person, Action.SAY_HOLDS, question)
    city = question.city
    contact = contact_of(city) if city else None
    was_asked = question.stage in (AskedOf.MAILBOX, AskedOf.EDITORS)
    return contact is not None and bool(contact.mailbox) and contact.unreachable_since is None and was_asked


def _act(person: Any, question: FreshnessQuestion, given: Mapping[str, Any]) -> None:
    try:
        say_holds(question, given["answer"], given["note"], person)
    except AnsweredBeforeError as error:
        raise NotAllowedError from error


def _title(person: Any, question: FreshnessQuestion) -> str:
    return _("Does “%(title)s” still hold?") % {"title": isolated(title_of(question.case))}


def _consequence(person: Any, question: FreshnessQuestion) -> str:
    return _(
        "If it is right, its page says that the city confirmed it today. If not, the editors are told what you say, "
        "and mend or archive the case."
    )


def register(form: Any) -> None:
    """Makes the kind known, and that mails which ask have such a link. ``form``: class of the form that is asked."""
    register_links(ASKED, holds_links)
    register_action_kind(
        ActionKind(
            code=HOLDS_LINK,
            title=_title,
            consequence=_consequence,
            button=lambda: _("Send the answer"),
            done=lambda person, question: _("Thank you: your answer has arrived."),
            may=_may,
            act=_act,
            form=lambda person, question, posted: form(posted),
        )
    )
