"""Signals by which other rooms learn of what happens to people and to members of cities.

Sent inside the transaction of the change."""

from django.dispatch import Signal

# kwargs: invitation, secret (known only now), url (absolute, with the secret), language, by (who invites).
# Somebody was invited to a city; invitation.email, .city, .role, .note and .expires_at are what a mail has to say.
invited_to_city = Signal()

# kwargs: invitation, how ("accepted", "revoked"). Nothing more is to be said about it.
invitation_ended = Signal()

# kwargs: request, deciders (people who may decide, coordinators of the city first).
membership_requested = Signal()

# kwargs: request, membership (None where it was refused), by. request.reason says why.
membership_decided = Signal()

# kwargs: request. It was withdrawn by the person, or nothing is left to decide.
request_withdrawn = Signal()

# kwargs: membership, by, how (choices.Beginning). It runs from now: invited, approved or made by an administrator.
membership_begun = Signal()

# kwargs: membership, before (the role until now), by.
role_changed = Signal()

# kwargs: membership, successor (services.hand_over.Successor), items (what was open), by.
membership_ended = Signal()

# kwargs: contact, recipients (selectors.contacts.Recipient), is_again. The contact of a city is to be confirmed.
contact_to_confirm = Signal()

# kwargs: contact, by, works_again (mail to the same mailbox had come back). Nobody needs to be asked any more.
contact_confirmed = Signal()

# kwargs: contact. Mails to the mailbox of a city come back: whoever is left of the city, and editors, should know.
contact_unreachable = Signal()

# kwargs: user. A person is about to leave: their name and address are still there, and are gone when this is done.
# What a room holds about people it registers with services.personal_data; this is for what it has to end or hand over.
person_left = Signal()
