"""Ending of sessions by their owner."""

from typing import Any

from allauth.usersessions.models import UserSession


def end_session(user: Any, key: int) -> bool:
    """Ends a session of a person; whether there was one of theirs by that key."""
    found = UserSession.objects.filter(user=user, pk=key).first()
    if found:
        found.end()
    return found is not None


def end_other_sessions(user: Any, this: str | None) -> None:
    """Ends every session of a person but ``this``."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=this or ""):
        session.end()
