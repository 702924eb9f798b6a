"""Sources of the claims of a case."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class SourceBlock(blocks.StructBlock):
    """Source by which a claim can be checked. Figures and documents cite it by its key, which outlives a reordering."""

    key = blocks.CharBlock(
        label=_("key"),
        max_length=40,
        help_text=_("Short and unique in this case, such as s1."),
        validators=[RegexValidator(r"^[A-Za-z0-9_-]+\Z", _("Latin letters, digits, - and _ only."))],
    )
    title = blocks.CharBlock(label=_("title"), max_length=500)
    url = blocks.URLBlock(label=_("address"), max_length=1000)
    seen = blocks.BooleanBlock(
        label=_("seen"), required=False, help_text=_("An excerpt of it was read when the case was written.")
    )

    class Meta:
        icon = "link"
        label = _("source")
