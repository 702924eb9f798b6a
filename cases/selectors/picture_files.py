"""Addresses under which a picture is served in several sizes and formats."""

from collections.abc import Sequence
from dataclasses import dataclass

from wagtail.images.views.serve import generate_image_url

from cases.models import CaseImage

FORMATS = (("image/avif", "avif"), ("image/webp", "webp"))


@dataclass(frozen=True, slots=True)
class PictureFiles:
    """Files of a picture for ``<picture>``: modern formats first, JPEG for the rest, and the room to keep free."""

    sources: list[tuple[str, str]]  # media type, srcset
    srcset: str
    src: str
    full: str
    width: int
    height: int


def picture_files(image: CaseImage, widths: Sequence[int], crop: str = "") -> PictureFiles:
    """Addresses of a picture's files, each of which is made when a browser first asks for it. No query."""
    fitting = [width for width in widths if width <= image.width] or [min(widths)]
    largest = fitting[-1]

    def srcset(format_name: str) -> str:
        return ", ".join(f"{_url(image, width, crop, format_name)} {width}w" for width in fitting)

    width, height = min(largest, image.width), round(image.height * min(1, largest / image.width))
    if crop:
        across, down = map(int, crop.split("x"))
        width, height = largest, largest * down // across
    return PictureFiles(
        sources=[(media_type, srcset(name)) for media_type, name in FORMATS],
        srcset=srcset("jpeg"),
        src=_url(image, largest, crop, "jpeg"),
        full=str(generate_image_url(image, "max-1800x1800|format-webp")),
        width=width,
        height=height,
    )


def _url(image: CaseImage, width: int, crop: str, format_name: str) -> str:
    size = f"width-{width}"
    if crop:
        across, down = map(int, crop.split("x"))
        size = f"fill-{width}x{width * down // across}"
    flattened = "|bgcolor-ffffff" if format_name == "jpeg" else ""  # a transparent ground would turn black
    return str(generate_image_url(image, f"{size}{flattened}|format-{format_name}"))
