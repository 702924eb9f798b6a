"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Accounts, members of cities, experts."""

    name = "cases.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from . import permissions, receivers
        from .services.city_invitations import SentInvitations
        from .services.hand_over import register_open_work
        from .services.held import register_own
        from .services.members_data import register_members

        permissions.register()
        receivers.connect()
        register_members()
        register_own()
        register_open_work("invitations", SentInvitations())
