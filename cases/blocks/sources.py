"""Sources of the claims of a case."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from cases.choices import SourceKind

from .code_choice import CodeChoiceBlock
from .years import KnownYearBlock, WithKnownYear


class SourceBlock(WithKnownYear):
    """Source by which a claim can be checked. Figures and documents cite it by its key, which outlives a reordering.

    It has an address, or its file is in the library; or, on paper, a publisher or a year.
    """

    key = blocks.CharBlock(
        label=_("key"),
        max_length=40,
        help_text=_("Short and unique in this case, such as s1."),
        validators=[RegexValidator(r"^[A-Za-z0-9_-]+\Z", _("Latin letters, digits, - and _ only."))],
    )
    title = blocks.CharBlock(label=_("title"), max_length=500)
    url = blocks.URLBlock(
        label=_("address"),
        max_length=1000,
        required=False,
        help_text=_("Empty for a source without one, such as a printed report: then give its file, publisher or year."),
    )
    seen = blocks.BooleanBlock(
        label=_("seen"), required=False, help_text=_("An excerpt of it was read when the case was written.")
    )
    kind = CodeChoiceBlock(label=_("kind"), choices=SourceKind.choices, required=False)
    publisher = blocks.CharBlock(
        label=_("publisher"), max_length=200, required=False, help_text=_("Who put it out: office, journal, newspaper.")
    )
    year = KnownYearBlock(label=_("year"), required=False)
    page = blocks.CharBlock(
        label=_("page"), max_length=60, required=False, help_text=_("Where in it, such as 12 or 12–15, table 3.")
    )
    file = DocumentChooserBlock(
        label=_("file"),
        required=False,
        help_text=_("The document itself, where readers may have it, such as a report that has no address."),
    )
    lang = blocks.CharBlock(
        label=_("language"),
        max_length=12,
        required=False,
        help_text=_("Language code, such as fa or en."),
        validators=[RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", _("A language code, such as fa or en."))],
    )
    copy = blocks.BooleanBlock(
        label=_("copy"), required=False, help_text=_("The address leads to a copy of something published elsewhere.")
    )
    original = blocks.URLBlock(
        label=_("address of the original"),
        max_length=1000,
        required=False,
        help_text=_("Where it was first published."),
    )

    class Meta:
        icon = "link"
        label = _("source")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not any(
            cleaned.get(name) for name in ("url", "file", "publisher", "year")
        ):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "url": ValidationError(_("Give the address or the file, or else the publisher or the year."))
                }
            )
        return cleaned
