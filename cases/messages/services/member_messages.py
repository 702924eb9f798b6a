"""Messages about memberships that run: begun, in another role, ended, and what somebody who left had open."""

from collections.abc import Sequence
from typing import Any

from cases.people.choices import Beginning, Ending, HandedTo
from cases.people.selectors.contacts import mailbox_language
from cases.people.selectors.members import coordinators_of, deciders_of
from cases.people.services.hand_over import OpenItem, Successor

from .city_messages import city_of, page_of
from .notify import Addressee, notify


def tell_begun(membership: Any, by: Any, how: str) -> None:
    """Tells the coordinators who is new in their city; and the person, where they did not ask for it themselves.

    Whoever was approved hears of the decision, and whoever accepted an invitation knows.
    """

    def values() -> dict[str, Any]:
        return {**_said(membership), "person": membership.person}

    url = page_of("people:members", membership.city.slug)
    if how == Beginning.APPOINTED:
        notify("city.appointed", [membership.person], membership, context=values, url=page_of("people:mine"), by=by)
    others = [each.person for each in coordinators_of(membership.city) if each.person_id != membership.person_id]
    decider = None if how == Beginning.INVITED else by  # whoever invited waits for it
    notify("city.joined", others, membership, context=values, url=url, by=decider)


def tell_role(membership: Any, by: Any) -> None:
    """Tells a member of their new role; a role that was told before and not sent is said no more."""
    notify("city.role", [membership.person], membership, context=lambda: _said(membership), url=page_of("people:mine"),
           by=by)  # fmt: skip


def tell_ended(membership: Any, successor: Any, by: Any) -> None:
    """Tells a member that the membership has ended, and who goes on; not who left, alone or with the account."""
    if membership.ending == Ending.DELETED:
        return

    def values() -> dict[str, Any]:
        return {**_said(membership), "successor": getattr(successor, "person", None)}

    notify("city.ended", [membership.person], membership, context=values, url=page_of("people:mine"), by=by)


def tell_handed_over(membership: Any, successor: Successor, items: Sequence[OpenItem], by: Any) -> None:
    """Tells whoever follows what is theirs now: a member, the office of the city, or those who look after members.

    Nobody where nothing was open and somebody coordinates the city still.
    """
    if membership.handed_to == HandedTo.NOBODY:
        return

    def values() -> dict[str, Any]:
        gone = membership.ending == Ending.DELETED
        person = {} if gone else {"person": membership.person}
        titles = [str(item.title) for item in items]
        alone = not coordinators_of(membership.city).exists()
        return {**_said(membership), **person, "items": titles, "is_uncoordinated": alone}

    city, url = membership.city, page_of("people:members", membership.city.slug)
    if membership.handed_to == HandedTo.MEMBER:
        notify("city.handed_over", [successor.person], membership, context=values, url=url, by=by)
    elif membership.handed_to == HandedTo.MAILBOX:
        office = Addressee(successor.address, mailbox_language(city))
        notify("city.handed_over", [office], membership, context=values)
    else:
        notify("city.handed_over", deciders_of(city), membership, context=values, url=url, by=by)


def _said(membership: Any) -> dict[str, Any]:
    return {"city": city_of(membership), "role": str(membership.get_role_display()), "code": str(membership.role)}
