"""Labels of the pieces of a translation: the field, and the block or the list that a piece stands in."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from cases.models import CaseStudyPage
from cases.selectors.localized_format import number

from .case_words import VOCABULARIES, is_case_word, model_of
from .prose import Piece


class Labels:
    """Labels of the pieces of a page."""

    def __init__(self, page: CaseStudyPage) -> None:
        self._page = page
        self._blocks: dict[tuple[str, str], str] = {}

    def of(self, piece: Piece) -> str:
        """Label of a piece."""
        if is_case_word(piece.path):
            return _label_of_case(piece.path)
        name = piece.field_name
        label = capfirst(str(CaseStudyPage._meta.get_field(name).verbose_name))
        if not isinstance(getattr(self._page, name), StreamValue):
            return label
        block = self._block(name, piece.path.split(".")[1])
        return capfirst(block) if capfirst(block).startswith(label) else f"{label}: {block}"

    def _block(self, name: str, block_id: str) -> str:
        if (name, block_id) not in self._blocks:
            is_fact = name in CaseStudyPage.FACTS  # whose blocks are all of one kind
            for place, block in enumerate(getattr(self._page, name), start=1):
                label = str(block.block.label)
                self._blocks[(name, str(block.id))] = f"{label} {number(place)}" if is_fact else label
        return self._blocks.get((name, block_id), "")


def _label_of_case(path: str) -> str:
    model, field = model_of(path)
    label = capfirst(str(model._meta.verbose_name_plural))
    if path.split(".")[0] in VOCABULARIES:
        return f"{label} ({_('for all cases')})"
    return f"{label}: {field.verbose_name}"
