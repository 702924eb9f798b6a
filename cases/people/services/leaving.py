"""Leaving: a person deletes their account. What they wrote stays readable, and nothing says any more who it was.

The account itself stays as an empty shell that nobody can log in to: texts, versions, comments and decisions point to
it, and comments would be deleted with it. It is shown as a former member.
"""

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cases.people.signals import person_left
from cases.selectors.person_name import FORMER

from .account_log import LEFT
from .personal_data import forget


def why_not_yet(user: User) -> str:
    """Reason why a person cannot leave yet; "" where they can."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if user.is_superuser and not others.exists():
        return _("You are the only one who runs this site. Make somebody else a superuser first.")
    return ""


@transaction.atomic
def leave(user: User) -> None:
    """Deletes a person: their name, their addresses, their log-in and everything that only they could use.

    Raises ValidationError for the last superuser.
    """
    reason = why_not_yet(user)
    if reason:
        raise ValidationError(reason)
    person_left.send(sender=User, user=user)
    forget(user)
    user.username = f"{FORMER}{user.pk}"
    user.first_name = user.last_name = user.email = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user._password = None  # type: ignore[attr-defined]  # no password was set that the history should tell of
    user.save()
    user.groups.clear()
    about = {"content_type": ContentType.objects.get_for_model(User), "object_id": str(user.pk)}
    ModelLogEntry.objects.filter(**about).update(label=user.username)
    log(user, LEFT)
