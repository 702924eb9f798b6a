"""Personal data that accounts themselves hold, and the newsroom."""

import json
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from cases.models import PreviewLink
from cases.people.models import Profile
from cases.people.selectors.reading import profile_or_none
from cases.people.selectors.sessions import device_name

from .kept_mails import remove_mails
from .personal_data import Held, register


def register_own() -> None:
    """Registers what this room and the newsroom hold."""
    register(Held("sessions", sessions_of, forget_sessions))
    register(Held("history", history_of, forget_kept_mails))
    register(Held("writing", writing_of, forget_unfinished))
    register(Held("account", account_of, forget_account_parts))  # last, since the others ask it for addresses


def addresses_of(user: User) -> set[str]:
    """Every address of a person."""
    found = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return {address for address in (user.email, *found) if address}


def account_of(user: User) -> dict[str, Any]:
    """Account with profile, addresses, second factors and roles. No secret is in it."""
    profile = profile_or_none(user)
    fields = ("name_fa", "name_latin", "name_ar", "function", "language", "calendar", "digits")
    own = {name: getattr(profile, name) for name in fields} if profile else {}
    wagtail = UserProfile.objects.filter(user=user).first()
    return {
        "user name": user.get_username(),
        "first name": user.first_name,
        "last name": user.last_name,
        "e-mail": user.email,
        "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "made": user.date_joined,
        "last log-in": user.last_login,
        "roles": list(user.groups.order_by("name").values_list("name", flat=True)),
        "is superuser": user.is_superuser,
        "profile": {
            **own,
            "city": profile.city.slug if profile and profile.city else "",
            "consent given": profile.consented_at if profile else None,
        },
        "language of the admin": wagtail.preferred_language if wagtail else "",
        "picture": wagtail.avatar.name if wagtail and wagtail.avatar else "",
        "second factors": [
            {"kind": one.type, "name": one.data.get("name", ""), "added": one.created_at, "used": one.last_used_at}
            for one in Authenticator.objects.filter(user=user)
        ],
    }


def sessions_of(user: User) -> list[dict[str, Any]]:
    """Sessions: with what, from which network, since when."""
    return [
        {"device": device_name(one.user_agent), "sent by the browser": one.user_agent, "network": one.ip,
         "began": one.created_at}
        for one in UserSession.objects.filter(user=user).order_by("created_at")
    ]  # fmt: skip


def writing_of(user: User) -> dict[str, Any]:
    """Texts a person owns, what they wrote and decided, and what they said about texts."""
    return {
        "texts": list(Page.objects.filter(owner=user).values("pk", "title", "url_path", "live")),
        "versions written": Revision.objects.filter(user=user).count(),
        "comments": list(Comment.objects.filter(user=user).values("page_id", "text", "created_at")),
        "answers": list(CommentReply.objects.filter(user=user).values("comment_id", "text", "created_at")),
        "submitted": list(WorkflowState.objects.filter(requested_by=user).values("object_id", "status", "created_at")),
        "decided": list(TaskState.objects.filter(finished_by=user).values("status", "comment", "finished_at")),
    }


def history_of(user: User) -> dict[str, Any]:
    """Entries of the history of the site: what a person did, and what was done with their account."""
    about = {"content_type": ContentType.objects.get_for_model(User), "object_id": str(user.pk)}
    return {
        "on texts": list(PageLogEntry.objects.filter(user_id=user.pk).values("action", "label", "timestamp")),
        "on other things": list(ModelLogEntry.objects.filter(user_id=user.pk).values("action", "label", "timestamp")),
        "on the account": list(ModelLogEntry.objects.filter(**about).values("action", "data", "timestamp")),
    }


def forget_account_parts(user: User) -> None:
    """Lets profile, addresses, second factors, roles, tokens and the picture go."""
    for wagtail in UserProfile.objects.filter(user=user):
        if wagtail.avatar:
            wagtail.avatar.delete(save=False)
    for model in (Profile, UserProfile, EmailAddress, Authenticator, APIToken):
        model._default_manager.filter(user=user).delete()
    user.user_permissions.clear()


def forget_sessions(user: User) -> None:
    """Ends every session; of those that began elsewhere than at a door of accounts it looks into each."""
    UserSession.objects.filter(user=user).delete()
    said = {word.casefold() for word in (user.get_username(), *addresses_of(user))}
    theirs = [
        session.session_key
        for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator()
        if _is_of(session.get_decoded(), user, said)
    ]
    Session.objects.filter(session_key__in=theirs).delete()
    Session.objects.filter(expire_date__lte=timezone.now()).delete()


def _is_of(data: dict[str, Any], user: User, said: set[str]) -> bool:
    """Whether a session is of a person, or names them since they have only begun to log in."""
    text = json.dumps(data, default=str).casefold()
    return data.get("_auth_user_id") == str(user.pk) or any(f'"{word}"' in text for word in said)


def forget_kept_mails(user: User) -> None:
    """Removes mails to the person from the folder in which a site without a mail server keeps them."""
    for address in addresses_of(user):
        remove_mails(address)


def forget_unfinished(user: User) -> None:
    """Lets go what is of no use without the person: what they edit just now, are told of, have locked or lent out."""
    EditingSession.objects.filter(user=user).delete()
    FormState.objects.filter(user=user).delete()
    PageSubscription.objects.filter(user=user).delete()
    UploadedFile.objects.filter(uploaded_by_user=user).delete()
    Page.objects.filter(locked_by=user).update(locked=False, locked_at=None, locked_by=None)
    PreviewLink.objects.filter(made_by=user, revoked_at=None).update(revoked_at=timezone.now())
