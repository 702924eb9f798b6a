"""Longer account: text with pictures, figures, quotations, films and files among it."""

from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from .keys import SourceKeyBlock
from .pictures import PictureBlock
from .tables import TranslatableTableBlock

TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link"]


class QuoteBlock(blocks.StructBlock):
    """Quotation with the person who said it."""

    text = blocks.TextBlock(label=_("quotation"), max_length=1000, rows=3)
    person = blocks.CharBlock(label=_("who said it"), max_length=200, help_text=_("Name and office."))

    class Meta:
        icon = "openquote"
        label = _("quotation")
        template = "cases/blocks/quote.html"


class FigureTableBlock(blocks.StructBlock):
    """Table of figures in rows and columns."""

    caption = blocks.CharBlock(label=_("caption"), max_length=300, help_text=_("What the table shows, with its year."))
    table = TranslatableTableBlock([("text", blocks.CharBlock(label=_("text"), required=False))], label=_("table"))
    source = SourceKeyBlock(
        label=_("source key"), required=False, max_length=40, help_text=_("Key of a source of the case, such as s1.")
    )

    class Meta:
        icon = "table"
        label = _("table")
        template = "cases/blocks/table.html"


class KeyNumberBlock(blocks.StructBlock):
    """Key figure with its label."""

    value = blocks.CharBlock(label=_("figure"), max_length=40, help_text=_("With its unit: 12 %, 3.5 km."))
    label = blocks.CharBlock(label=_("what it counts"), max_length=150)

    class Meta:
        label = _("figure")


class KeyNumbersBlock(blocks.StructBlock):
    """Key figures side by side."""

    numbers = blocks.ListBlock(KeyNumberBlock(), label=_("figures"), min_num=1, max_num=6)

    class Meta:
        icon = "order"
        label = _("key numbers")
        template = "cases/blocks/key_numbers.html"


class VideoValue(blocks.StructValue):
    """Value of a link to a film on another site."""

    @property
    def host(self) -> str:
        """Host of the film, for readers to know before they follow the link."""
        return (urlsplit(self.get("url") or "").hostname or "").removeprefix("www.")


class VideoBlock(blocks.StructBlock):
    """Link to a film. It is not played in the page, which loads nothing from other sites."""

    title = blocks.CharBlock(label=_("title"), max_length=200)
    url = blocks.URLBlock(label=_("address"), max_length=1000)
    description = blocks.TextBlock(
        label=_("what it shows"), required=False, max_length=1000, rows=2, help_text=_("For those who cannot watch it.")
    )

    class Meta:
        icon = "media"
        label = _("video link")
        value_class = VideoValue
        template = "cases/blocks/video.html"


class FileBlock(blocks.StructBlock):
    """Document to download."""

    document = DocumentChooserBlock(label=_("document"))
    title = blocks.CharBlock(
        label=_("title"), required=False, max_length=200, help_text=_("Empty: the title of the document.")
    )

    class Meta:
        icon = "doc-full"
        label = _("document")
        template = "cases/blocks/file.html"


class BodyBlock(blocks.StreamBlock):
    """Blocks of the longer account."""

    text = blocks.RichTextBlock(
        label=_("text"), features=TEXT_FEATURES, icon="pilcrow", template="cases/blocks/text.html"
    )
    picture = PictureBlock()
    quote = QuoteBlock()
    table = FigureTableBlock()
    numbers = KeyNumbersBlock()
    video = VideoBlock()
    file = FileBlock()
