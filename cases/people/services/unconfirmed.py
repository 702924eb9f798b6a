"""Accounts whose address nobody ever confirmed: made by a mistake, by a program, or in another's name, and deleted."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from .kept_mails import remove_mails

MOST_AT_ONCE = 1000  # of one round; the next is a day later


def never_confirmed() -> QuerySet[User]:
    """Accounts that people made by themselves so long ago, and that nobody has ever come into.

    Not those that an administrator made, or gave a role: whoever gets them is invited by a link of another kind.
    """
    before = timezone.now() - timedelta(days=settings.UNCONFIRMED_ACCOUNT_DAYS)
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    made_alone = User.objects.filter(profile__consented_at__lt=before, date_joined__lt=before, last_login=None)
    plain = made_alone.filter(groups=None, is_superuser=False, is_staff=False)
    return plain.filter(~Exists(confirmed)).order_by("pk")


def delete_unconfirmed() -> int:
    """Deletes what was never confirmed, with all that was kept of it; returns how many. A chore of once a day.

    What a browser has begun to log in with has ended by then, if ``UNCONFIRMED_ACCOUNT_DAYS`` is no less than its age.
    """
    keys = list(never_confirmed().values_list("pk", flat=True)[:MOST_AT_ONCE])
    return sum(_delete(key) for key in keys)


@transaction.atomic
def _delete(key: int) -> bool:
    list(EmailAddress.objects.select_for_update().filter(user=key))  # whoever confirms it at this moment is first
    user = never_confirmed().filter(pk=key).first()
    if user is None:
        return False
    for address in {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)} - {""}:
        remove_mails(address)
    user.delete()
    return True
