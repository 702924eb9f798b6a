"""Part of the page of one's own account in the admin: where password, address, second factor and sessions are."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel


class NothingToSave(forms.Form):
    """Form of a panel that only leads elsewhere."""

    def __init__(self, *args: Any, instance: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def save(self) -> None:
        """Saves nothing."""


class DoorsPanel(BaseSettingsPanel):
    """Panel that leads to the pages of the account itself."""

    name = "doors"
    order = 350
    title = _("Password, second factor, sessions")
    template_name = "people/admin_doors.html"
    form_class = NothingToSave


def doors_panel(request: HttpRequest, user: Any, profile: Any) -> DoorsPanel:
    """Makes the panel."""
    return DoorsPanel(request, user, profile)
