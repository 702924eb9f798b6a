"""Partners of a practice."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .code_choice import CodeChoiceBlock
from .localized_text import LocalizedTextBlock


def partner_role_choices() -> list[tuple[str, str]]:
    """Roles an editor can choose, read when a form is shown."""
    from django.apps import apps  # blocks lie below models

    return [(role.code, str(role)) for role in apps.get_model("cases", "PartnerRole").objects.all()]


class PartnerBlock(blocks.StructBlock):
    """Partner of the practice, with its role."""

    name = LocalizedTextBlock(label=_("name"))
    role = CodeChoiceBlock(label=_("role"), choices=partner_role_choices)

    class Meta:
        icon = "group"
        label = _("partner")
