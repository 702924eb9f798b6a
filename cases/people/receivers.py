"""Receivers of what happens to accounts. Registration only."""

from ipaddress import ip_network
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, User
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from wagtail.users.models import UserProfile

from cases.signals import city_merged, topic_merged

from .signals import role_changed

NETWORK = {4: 24, 6: 48}  # bits of an address that are kept of a session: enough to know it again


def connect() -> None:
    """Connects every receiver."""
    user_logged_in.connect(on_log_in, dispatch_uid="people_log_in")
    post_save.connect(on_address, sender=User, dispatch_uid="people_address")
    post_save.connect(on_admin_profile, sender=UserProfile, dispatch_uid="people_language")
    pre_save.connect(on_session, sender=UserSession, dispatch_uid="people_session")
    post_save.connect(on_factor, sender=Authenticator, dispatch_uid="people_factor")
    post_delete.connect(on_factor_removed, sender=Authenticator, dispatch_uid="people_factor_removed")
    user_login_failed.connect(on_failed_log_in, dispatch_uid="people_log_in_failed")
    post_save.connect(on_saved, sender=User, dispatch_uid="people_password")
    m2m_changed.connect(on_roles, sender=User.groups.through, dispatch_uid="people_roles")
    pre_delete.connect(on_deleted, sender=User, dispatch_uid="people_deleted")
    city_merged.connect(on_merged_city, dispatch_uid="people_merged")
    topic_merged.connect(on_merged_topic, dispatch_uid="people_topic_merged")
    role_changed.connect(on_changed_role, dispatch_uid="people_role_changed")


def on_log_in(user: Any, request: Any = None, **kwargs: Any) -> None:
    """Somebody logged in. This comes before Django notes when that was for the last time."""
    from .services.account_log import note_log_in
    from .services.devices import note_device

    note_log_in(user)
    if request is not None and hasattr(request, "allauth"):
        note_device(request, user, is_first=user.last_login is None)


def on_address(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """An account was saved, perhaps with another address."""
    from .services.addresses import follow_address

    if not raw:
        follow_address(instance)


def on_admin_profile(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Somebody saved how they read the admin."""
    from .services.profiles import note_language_of_admin

    if not raw:
        note_language_of_admin(instance)


def on_session(instance: Any, **kwargs: Any) -> None:
    """A session is about to be kept: of the address only the network, by which its owner knows it again."""
    address = ip_network(instance.ip)
    instance.ip = str(address.supernet(new_prefix=NETWORK[address.version]).network_address)


def on_factor(instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A second factor was kept. Whoever sets up their first one has shown it in this session."""
    from .selectors.second_factors import FACTORS
    from .services.account_log import note_factor
    from .services.second_factors import note_shown

    if created and not raw and instance.type in FACTORS:
        note_factor(instance.user, is_added=True)
        note_shown(instance)


def on_factor_removed(instance: Any, origin: Any = None, **kwargs: Any) -> None:
    """A second factor was taken from an account, and not with the account itself."""
    from .selectors.second_factors import FACTORS
    from .services.account_log import note_factor

    if instance.type in FACTORS and not isinstance(origin, User):
        note_factor(instance.user, is_added=False)


def on_failed_log_in(credentials: dict[str, Any], **kwargs: Any) -> None:
    """A log-in failed."""
    from .services.account_log import note_failed_log_in

    note_failed_log_in(str(credentials.get("username") or credentials.get("email") or ""))


def on_saved(instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """An account was saved. Django keeps a password that was set until then, and not one whose digest it renewed."""
    from .services.account_log import note_password

    if not created and not raw and getattr(instance, "_password", None) is not None:
        note_password(instance)


def on_roles(instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any) -> None:
    """Roles of an account changed, from the side of the account or from that of the role."""
    from .services.account_log import note_roles

    if action not in ("post_add", "post_remove", "pre_clear"):
        return
    groups, users = _ends(instance, pk_set, is_clear=action == "pre_clear", reverse=reverse)
    names = [group.name for group in groups]
    for user in users:
        note_roles(user, names if action == "post_add" else [], [] if action == "post_add" else names)


def on_deleted(instance: Any, **kwargs: Any) -> None:
    """An account is deleted: what its person has open in their cities goes to others."""
    from .services.memberships import end_all_of

    end_all_of(instance)


def on_merged_city(source: Any, target: Any, **kwargs: Any) -> None:
    """A city becomes a part of another."""
    from .services.members_of_merged import carry_over

    carry_over(source, target)


def on_merged_topic(source: Any, target: Any, **kwargs: Any) -> None:
    """A topic becomes a part of another."""
    from .services.experts import carry_fields_over

    carry_fields_over(source, target)


def on_changed_role(membership: Any, before: str, by: Any, **kwargs: Any) -> None:
    """A member has another role."""
    from .services.city_invitations import on_role_changed

    on_role_changed(membership, before, by)


def _ends(instance: Any, keys: set[int] | None, *, is_clear: bool, reverse: bool) -> tuple[list[Group], list[User]]:
    """Roles and accounts that a change ties or parts."""
    if reverse:
        users = instance.user_set.all() if is_clear else User.objects.filter(pk__in=keys or ())
        return [instance], list(users)
    groups = instance.groups.all() if is_clear else Group.objects.filter(pk__in=keys or ()).order_by("name")
    return list(groups), [instance]
