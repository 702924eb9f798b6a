"""Steps of a log-in that differ from those of django-allauth."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage


class AddressStage(EmailVerificationStage):
    """Step that asks for the code of an address; not of an account without any, such as one made on the server.

    Nor of one whose address another account has confirmed: administrators could once give two accounts the same, and
    nobody is to be locked out for that. Mails to it then are of the other account.
    """

    def handle(self) -> tuple[Any, bool]:
        """Answer to go on with, if any, and whether the log-in may go on."""
        user = self.login.user
        if user is not None and not self.login.signup and not _can_confirm(user):
            return None, True
        answer: tuple[Any, bool] = super().handle()
        return answer


def _can_confirm(user: Any) -> bool:
    if EmailAddress.objects.filter(user_id=user.pk).exists():
        return True
    taken = EmailAddress.objects.filter(email__iexact=user.email, verified=True)
    return bool(user.email) and not taken.exists()
