"""History of members, contacts and experts. People are kept by key, so that a name goes with its account."""

from typing import Any

from wagtail.log_actions import log

BEGUN, ROLE, ENDED = "people.member.begun", "people.member.role", "people.member.ended"
INVITED, REVOKED = "people.invitation.sent", "people.invitation.revoked"
ASKED, DECIDED = "people.request.asked", "people.request.decided"
CONTACT, CONFIRMED = "people.contact.changed", "people.contact.confirmed"
UNREACHABLE, REACHABLE = "people.contact.unreachable", "people.contact.reachable"
RECORD = "people.expert.record"
ACTIONS = (
    BEGUN, ROLE, ENDED, INVITED, REVOKED, ASKED, DECIDED, CONTACT, CONFIRMED, UNREACHABLE, REACHABLE, RECORD,
)  # fmt: skip


def note(thing: Any, action: str, by: Any, **data: Any) -> None:
    """Notes what was done to a membership, an invitation, a request, a contact or an expert; no name, no address."""
    person = getattr(thing, "person_id", None)
    log(thing, action, user=by, data={**({"person": person} if person else {}), **data})
