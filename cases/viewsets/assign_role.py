"""Bulk action that gives accounts a role, by the name that people read."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.users.views.bulk_actions.assign_role import AssignRoleBulkAction

from cases.selectors.localized_format import number
from cases.selectors.role_names import role_name


class RoleChoice(forms.ModelChoiceField):
    """Choice of a role."""

    def label_from_instance(self, obj: Group) -> str:
        return role_name(obj)


class RoleForm(forms.Form):
    """Form of the action."""

    role = RoleChoice(queryset=Group.objects.order_by("name"), label=_("Role"))


class GiveRoleBulkAction(AssignRoleBulkAction):
    """Action that gives a role, in place of Wagtail's, which has the names that the code knows."""

    form_class = RoleForm

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """Sentence of how many got which role."""
        said = ngettext(
            "%(count)s account has the role “%(role)s” now.",
            "%(count)s accounts have the role “%(role)s” now.",
            num_parent_objects,
        )
        role: Any = self.cleaned_form.cleaned_data["role"]
        return said % {"count": number(num_parent_objects), "role": role_name(role)}
