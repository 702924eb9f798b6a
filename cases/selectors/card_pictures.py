"""Pictures on cards: the first of each case's gallery, in one query for a whole list."""

from collections.abc import Mapping
from dataclasses import dataclass

from wagtail.blocks import StreamValue

from cases.models import CaseImage


@dataclass(frozen=True, slots=True)
class CardPicture:
    """A picture with its alternative text, as ``cases/components/picture.html`` takes it."""

    image: CaseImage
    alt: str
    decorative: bool


def card_pictures(galleries: Mapping[str, StreamValue]) -> dict[str, CardPicture]:
    """The picture that stands for each case that has one. ``galleries``: of its page, by its code.

    One query, none where no case has a picture. A picture that was deleted since is as none.
    """
    first = {code: gallery.raw_data[0]["value"] for code, gallery in galleries.items() if len(gallery.raw_data)}
    named = {code: value for code, value in first.items() if value.get("image")}
    if not named:
        return {}
    images = CaseImage.objects.in_bulk({value["image"] for value in named.values()})
    return {
        code: CardPicture(images[value["image"]], value.get("alt") or "", bool(value.get("decorative")))
        for code, value in named.items()
        if value["image"] in images
    }
