"""People of every role, for tests."""

from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail.users.models import UserProfile

from cases.permissions import GROUPS, Role


def person(role: Role, name: str = "", language: str = "en") -> User:
    """A user of that role who reads the admin in that language."""
    user = User.objects.create_user(
        name or role.value.replace(" ", "-"), password="x", is_superuser=role == Role.SUPERUSER
    )
    if role in GROUPS:
        user.groups.add(Group.objects.get(name=GROUPS[role]))
    UserProfile.objects.create(user=user, preferred_language=language)
    return user


def browser_of(user: User) -> Client:
    """A browser in which that user is logged in."""
    client = Client()
    client.force_login(user)
    return client
