"""Upstream policy documents that a practice carries out."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cases.choices import DocumentKind

from .code_choice import CodeChoiceBlock
from .localized_text import LocalizedTextBlock
from .years import KnownYearBlock, WithKnownYear


class DocumentBlock(WithKnownYear):
    """Upstream document: a plan, policy, law or strategy."""

    kind = CodeChoiceBlock(label=_("kind"), choices=DocumentKind.choices)
    title = LocalizedTextBlock(label=_("title"), max_length=400)
    year = KnownYearBlock(label=_("year"), required=False)
    source = blocks.CharBlock(
        label=_("source key"), required=False, max_length=40, help_text=_("Key of a source of the case, such as s1.")
    )

    class Meta:
        icon = "doc-full"
        label = _("document")
