"""Short text in the languages of the site."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class LocalizedTextBlock(blocks.StructBlock):
    """Text with a field per language of the site, of which at least one must be filled in."""

    def __init__(
        self, local_blocks: Iterable[tuple[str, blocks.Block]] = (), max_length: int = 300, **kwargs: Any
    ) -> None:
        fields = [
            (code, blocks.CharBlock(label=name, required=False, max_length=max_length))
            for code, name in settings.LANGUAGES
        ]
        super().__init__([*fields, *local_blocks], **kwargs)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not any(cleaned.values()):
            first = settings.LANGUAGES[0][0]
            raise blocks.StructBlockValidationError(
                block_errors={first: ValidationError(_("Write it in at least one language."))}
            )
        return cleaned

    class Meta:
        form_classname = "localized-text struct-block"
