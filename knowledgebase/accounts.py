"""Wagtail's accounts with our own screens."""

from wagtail.users.apps import WagtailUsersAppConfig


class Accounts(WagtailUsersAppConfig):
    """Wagtail's app of accounts, whose screens are those of ``cases.viewsets.accounts``."""

    default = False
    user_viewset = "cases.viewsets.accounts.AccountViewSet"
