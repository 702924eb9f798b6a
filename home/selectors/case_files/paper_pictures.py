"""Pictures of a case on paper: which of its page can be printed, and where their files lie."""

from collections.abc import Iterator, Mapping

from wagtail.blocks import StreamValue

from cases.models import CaseImage, CaseStudyPage

MOST = 20  # pictures in one file of a case; a page rarely has more, and a reader waits for each


def paper_pictures(page: CaseStudyPage) -> dict[str, str]:
    """Paths of the pictures of a page by their keys, those of the gallery first.

    A store that keeps no files on this machine gives none: their words stand in the file all the same.
    """
    found: dict[str, str] = {}
    for image in _images(page):
        if len(found) == MOST:
            break
        try:
            found[str(image.pk)] = image.file.path
        except NotImplementedError:
            return {}
    return found


def address_of(image: CaseImage | None, printed: Mapping[str, str]) -> str:
    """Address by which a file of a case names a picture; "" for one that is not printed."""
    return f"picture:{image.pk}" if image is not None and str(image.pk) in printed else ""


def _images(page: CaseStudyPage) -> Iterator[CaseImage]:
    streams: tuple[StreamValue, ...] = (page.gallery, page.body)
    for stream in streams:
        for block in stream:
            if block.block_type == "picture" and block.value["image"]:
                yield block.value["image"]
