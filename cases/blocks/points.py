"""Points of a case: short sentences by which someone decides, each with its sources."""

from typing import Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .localized_text import LocalizedTextBlock

MOST_LETTERS = 160  # of a point, and of the sentence that sums a case up
MOST_POINTS = 5
MOST_UNCHECKED = 30


class SourceKeysBlock(blocks.ListBlock):
    """Keys of sources of the case."""

    def __init__(self, **kwargs: Any) -> None:
        key = blocks.CharBlock(
            label=_("source key"),
            max_length=40,
            validators=[RegexValidator(r"^[A-Za-z0-9_-]+\Z", _("Latin letters, digits, - and _ only."))],
        )
        key.field.widget.attrs["aria-label"] = _("source key")  # a list shows no label beside each of its inputs
        super().__init__(key, **kwargs)


class PointBlock(blocks.StructBlock):
    """Point: one sentence in every language, and the sources that say so."""

    text = LocalizedTextBlock(label=_("sentence"), max_length=MOST_LETTERS)
    sources = SourceKeysBlock(
        label=_("sources"), required=False, default=[], help_text=_("Keys of sources of the case, such as s1.")
    )

    class Meta:
        icon = "list-ul"
        label = _("point")


class UncheckedBlock(LocalizedTextBlock):
    """Sentence on what could not be checked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=500, **kwargs)

    class Meta:
        icon = "help"
        label = _("what could not be checked")
        form_classname = "localized-text struct-block"
