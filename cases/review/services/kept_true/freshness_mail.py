"""Messages about the freshness of cases: said, and taken back when there is no more reason."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User

from cases.messages.services.action_links.links import revoke_links
from cases.messages.services.notify import Addressee, cancel, notify
from cases.people.selectors.contacts import Recipient
from cases.review.choices import Holds
from cases.review.models import FreshnessQuestion
from cases.review.selectors.kept_true.case_titles import address_of, title_of
from cases.review.selectors.kept_true.owners import editors

HOLDS_LINK = "case_holds"  # kind of action links
ASKED, SAID, UNANSWERED = "case.holds", "case.said", "case.unanswered"


def tell_asked(question: FreshnessQuestion, people: Iterable[Any]) -> None:
    """Asks people, and offices, whether a case still holds."""

    def values() -> dict[str, Any]:
        return {**_case(question), "day": question.case.confirm_by, "stage": question.stage}

    notify(ASKED, [_addressee(one) for one in people], question, context=values, url=address_of(question))


def tell_unanswered(question: FreshnessQuestion) -> None:
    """Tells the editors that nobody in the city answered, or is to be reached."""
    notify(UNANSWERED, editors(), question, context=lambda: _case(question), url=address_of(question))


def tell_said(question: FreshnessQuestion, by: Any) -> None:
    """Tells the editors what a city said of a case that is not right any more."""

    def values() -> dict[str, Any]:
        return {**_case(question), "answer": str(Holds(question.answer).label), "note": question.note}

    notify(SAID, editors(), question, context=values, url=address_of(question), by=by)


def forget_question(question: FreshnessQuestion, *, keep_links: bool = False) -> None:
    """Takes back what is not sent yet, and ends the links; ``keep_links``: an answer that comes late is still one."""
    cancel(ASKED, question)
    if not keep_links:
        cancel(UNANSWERED, question)
        revoke_links(HOLDS_LINK, question)
    if question.settled_at is not None:
        cancel(SAID, question)


def _case(question: FreshnessQuestion) -> dict[str, Any]:
    return {"title": title_of(question.case), "case_url": address_of(question.case)}


def _addressee(one: Any) -> User | Addressee:
    if isinstance(one, Recipient) and one.person is None:
        return Addressee(one.address, one.language)
    person: User = one.person if isinstance(one, Recipient) else one
    return person
