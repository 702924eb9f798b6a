"""Accounts of the staff that looks after submissions and cases."""

from django.contrib.auth.models import User
from django.db.models import QuerySet

from cases.permissions import GROUPS, Role

EDITORIAL = (Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR)


def editorial_staff() -> QuerySet[User]:
    """Active accounts of editors, publishers and administrators, in the order in which they were made."""
    people = User.objects.filter(is_active=True, groups__name__in=[GROUPS[role] for role in EDITORIAL])
    return people.distinct().order_by("pk")


def superusers() -> QuerySet[User]:
    """Active superusers, to whom it falls where nobody else can, in the order in which they were made."""
    return User.objects.filter(is_active=True, is_superuser=True).order_by("pk")
