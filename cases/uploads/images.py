"""Pictures: still images of accepted formats, small enough to work with, stored without any other data."""

import io
from pathlib import PurePath
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener(thumbnails=False)

FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "jfif": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF", "avif": "AVIF",
           "heic": "HEIF", "heif": "HEIF"}  # fmt: skip
# An ending of some browsers, which not every program knows; and pictures of telephones, which few browsers show.
STORED_AS = {".jfif": ".jpg", ".heic": ".jpg", ".heif": ".jpg"}
STORED_FORMAT = {"HEIF": "JPEG"}
MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 25_000_000  # a camera's 24 megapixels; decoded, 75 MB
MAX_SIDE = 12_000
STORED_SIDE = 3_000  # larger than any screen shows
MAX_PROFILE = 1024 * 1024

NOT_A_PICTURE = _("This is not a picture we can read. JPEG, PNG, WebP, AVIF, HEIC and GIF are accepted.")
SVG = _("SVG drawings are not accepted, since they can hold programs. Export it as PNG.")
OTHER_FORMAT = _("The name says %(named)s, but it is a %(real)s file. Rename it, or export it again.")
NO_ENDING = _("The name does not end in the kind of file. It is a %(real)s file: let the name say so.")
# The numbers stand in the sentences, so that each language writes them in its own digits.
TOO_MANY_BYTES = _("The file is larger than 20 MB. Save it smaller.")
TOO_MANY_PIXELS = _("The picture has more than 25 megapixels or 12,000 pixels on a side. Save it smaller.")
MOVING = _("Moving pictures are not accepted. Upload a still one, or give the address of a video in the text.")
DAMAGED = _("The picture is damaged or incomplete. Open it, save it again, and upload that.")


def clean_image(file: IO[bytes], name: str) -> bytes:
    """Picture alone, upright, as a new file of its format (HEIC: JPEG): no place, camera, comment, nothing appended.

    Raises ValidationError, in words for editors, on anything else than a still picture of an accepted format and size.
    A file that its first bytes give away is refused before anything is decoded.
    """
    extension = PurePath(name).suffix.lower().removeprefix(".")
    wanted = FORMATS.get(extension)
    _check_bytes(file)
    image = _open(file)
    real = "JPEG" if image.format == "MPO" else str(image.format)  # cameras' JPEG with a preview behind it
    if not extension:
        raise ValidationError(NO_ENDING, code="format", params={"real": real})
    if real != wanted:
        raise ValidationError(OTHER_FORMAT, code="format", params={"named": extension.upper(), "real": real})
    _check_size(image)
    try:
        _check_still(image, real)
        return _written_anew(image, real)
    except ValidationError:
        raise
    except Exception as error:  # decoders fail on hostile bytes in every way there is
        raise ValidationError(DAMAGED, code="damaged") from error


def stored_name(name: str) -> str:
    """Name under which a picture is stored: as it came, with the usual ending of its format."""
    ending = PurePath(name).suffix
    return name.removesuffix(ending) + STORED_AS[ending.lower()] if ending.lower() in STORED_AS else name


def _check_bytes(file: IO[bytes]) -> None:
    file.seek(0)
    start = file.read(1024).lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if start.startswith(b"<") or start.replace(b"\0", b"").lstrip(b"\xff\xfe").startswith(b"<"):
        raise ValidationError(SVG if b"svg" in start.lower() or b"?xml" in start.lower() else NOT_A_PICTURE, code="svg")
    if file.seek(0, io.SEEK_END) > MAX_BYTES:
        raise ValidationError(TOO_MANY_BYTES, code="bytes")
    file.seek(0)


def _open(file: IO[bytes]) -> Image.Image:
    try:
        return Image.open(file, formats=sorted(set(FORMATS.values())))
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except Exception as error:  # decoders fail on hostile bytes in every way there is
        raise ValidationError(NOT_A_PICTURE, code="format") from error


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise _too_large()


def _too_large() -> ValidationError:
    return ValidationError(TOO_MANY_PIXELS, code="pixels")


def _check_still(image: Image.Image, real: str) -> None:
    """Raises ValidationError for several frames, which cost memory each. GIF is asked for its second frame only.

    Of several pictures of a telephone in one file the first is taken, which the telephone itself shows.
    """
    if real == "GIF":
        try:
            image.seek(1)
        except EOFError:
            image.seek(0)
            return
        raise ValidationError(MOVING, code="moving")
    if real not in ("JPEG", "HEIF") and getattr(image, "n_frames", 1) > 1:
        raise ValidationError(MOVING, code="moving")


def _written_anew(image: Image.Image, real: str) -> bytes:
    profile = image.info.get("icc_profile")
    if max(image.size) > STORED_SIDE:  # before it is turned, which needs a second one of the same size
        if image.mode in ("P", "1"):
            image = image.convert("RGBA" if "transparency" in image.info else "RGB")
        image.thumbnail((STORED_SIDE, STORED_SIDE), reducing_gap=2.0)
    picture = ImageOps.exif_transpose(image)
    kept = {"transparency": picture.info["transparency"]} if "transparency" in picture.info else {}
    if real in ("JPEG", "HEIF") and picture.mode not in ("RGB", "L"):
        picture, profile = picture.convert("RGB"), None
    if profile and len(profile) <= MAX_PROFILE and real != "GIF":
        kept["icc_profile"] = profile
    picture.info = {}
    written = io.BytesIO()
    picture.save(written, STORED_FORMAT.get(real, real), **_options(real), **kept)
    return written.getvalue()


def _options(real: str) -> dict[str, int]:
    return {
        "JPEG": {"quality": 90},
        "HEIF": {"quality": 90},
        "PNG": {"compress_level": 3},
        "WEBP": {"quality": 88, "method": 1},
        "AVIF": {"quality": 80, "speed": 10},
    }.get(real, {})
