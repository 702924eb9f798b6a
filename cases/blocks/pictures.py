"""Pictures in blocks, with alternative text and caption."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    """Picture with its alternative text and a caption. Its credit is kept with the picture itself."""

    image = ImageChooserBlock(label=_("image"))
    alt = blocks.CharBlock(
        label=_("alternative text"),
        required=False,
        max_length=300,
        help_text=_("What the picture shows, for those who do not see it. It is not published without."),
    )
    decorative = blocks.BooleanBlock(
        label=_("decorative"), required=False, help_text=_("It says nothing that the text does not say.")
    )
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=300)

    class Meta:
        icon = "image"
        label = _("picture")
        template = "cases/blocks/picture.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and lacks_alternative(cleaned):
            raise blocks.StructBlockValidationError(
                block_errors={"alt": ValidationError(_("Say what the picture shows, or mark it as decorative."))}
            )
        return cleaned


def lacks_alternative(value: Any) -> bool:
    """Whether a picture's value, as stored or as Python, has no alternative text and is not decorative either."""
    return not (value.get("alt") or "").strip() and not value.get("decorative")
