"""Social images: pictures of a few words, in Persian, Arabic or Latin letters, with the site's own font."""

import io
import re
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from .outline import SIZE, Outline
from .topic_icons import SIDE, icon_lines

WIDTH, HEIGHT, MARGIN = 1200, 630, 80  # pixels
GROUND, LAND, INK, SOFT, SIGNAL = "#0b3b38", "#17494a", "#f4f1e6", "#b9d2cc", "#f5b83d"
PLACE, DOT, CITY = 600, 11, "#3f7f78"  # pixels of the outline and of the city's dot; dim, since words lie over both
LINES, LINES_OVER_FIGURE = 4, 3  # of the title; what is longer ends in an ellipsis
ICON, ICON_SCALE = 84, 4  # pixels of the icon; drawn so many times as large, so that its lines are smooth
_SCRIPTS = re.compile(
    r"(?P<arabic>[\u0600-\u06ff\u0750-\u077f\u200c\ufb50-\ufdff\ufe70-\ufefc]+)|(?P<latin>[A-Za-z0-9À-ɏ]+)|."
)
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the picture, in one language."""

    title: str
    place: str
    status: str
    site: str
    language: str
    figure: str = ""  # the big number with its unit
    figure_note: str = ""  # of what it is, how it came about and when
    icon: str = ""  # name of the icon of the topic


@dataclass(frozen=True, slots=True)
class Run:
    """Run of letters of one script."""

    text: str
    font: Font
    direction: str


@lru_cache(maxsize=128)
def social_picture(words: Words, place: Outline | None = None) -> bytes:
    """PNG of WIDTH × HEIGHT with these words over the outline of the place. Kept: drawing takes a tenth of a second."""
    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    draw = ImageDraw.Draw(image)
    rtl = words.language != "en"
    if place is not None and not place.is_graticule:
        _outline(draw, place, MARGIN if rtl else WIDTH - MARGIN - PLACE)
    draw.rectangle((0, 0, WIDTH, 14), fill=SIGNAL)
    _line(draw, words.place, 74, 34, SOFT, 500, rtl)
    _icon(image, words.icon, MARGIN if rtl else WIDTH - MARGIN - ICON)
    size = 66 if len(words.title) < 60 and not words.figure else 54
    most = LINES_OVER_FIGURE if words.figure else LINES
    for number, line in enumerate(_wrapped(draw, words.title, size, rtl, most)):
        _line(draw, line, 150 + number * size * 1.5, size, INK, 800, rtl)
    if words.figure:
        _line(draw, words.figure, 398, 52, SIGNAL, 800, rtl)
        _line(draw, _wrapped(draw, words.figure_note, 28, rtl, 1)[0], 462, 28, SOFT, 500, rtl)
    _line(draw, words.site, HEIGHT - 110, 34, INK, 700, rtl)
    _line(draw, words.status, HEIGHT - 110, 34, SIGNAL, 700, not rtl)
    buffer = io.BytesIO()
    image.quantize(64).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _outline(draw: ImageDraw.ImageDraw, place: Outline, left: float) -> None:
    """Draws the outline of a place, and its city as a dot."""
    scale, top = PLACE / SIZE, (HEIGHT - PLACE) / 2
    for ring in place.rings:
        draw.polygon([(left + x * scale, top + y * scale) for x, y in ring], fill=LAND)
    x, y = left + place.x * scale, top + place.y * scale
    draw.ellipse((x - DOT, y - DOT, x + DOT, y + DOT), fill=CITY)


def _icon(image: Image.Image, name: str, left: float) -> None:
    """Draws the icon of a topic at the top; nothing where the name is none."""
    lines = icon_lines(name)
    if not lines:
        return
    scale, side = ICON * ICON_SCALE / SIDE, ICON * ICON_SCALE
    mask = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(mask)
    for line in lines:
        draw.line([(x * scale, y * scale) for x, y in line], fill=255, width=round(1.6 * scale), joint="curve")
    mask = mask.resize((ICON, ICON), Image.Resampling.LANCZOS)
    image.paste(Image.new("RGB", (ICON, ICON), SIGNAL), (round(left), 46), mask)


@lru_cache(maxsize=32)
def _font(subset: str, size: int, weight: int) -> Font:
    """Vazirmatn as npm brought it, in two files of letters; Pillow's own font, which is Latin, where npm is missing."""
    try:
        font = ImageFont.truetype(str(settings.VAZIRMATN / f"vazirmatn-{subset}-wght-normal.woff2"), size)
        font.set_variation_by_axes([weight])
        return font
    except OSError:
        return ImageFont.load_default(size)


def _runs(text: str, size: int, weight: int, rtl: bool) -> list[Run]:
    """Runs in reading order. Neutral signs go with the line's direction, words of the other one are kept together."""
    runs: list[Run] = []
    for match in _SCRIPTS.finditer(text):
        subset = "arabic" if match["arabic"] else "latin"
        direction = "ltr" if match["latin"] or not rtl else "rtl"
        font = _font(subset, size, weight)
        if runs and runs[-1].font is font and (runs[-1].direction == direction):
            runs[-1] = Run(runs[-1].text + match[0], font, direction)
        else:
            runs.append(Run(match[0], font, direction))
    return runs


def _length(draw: ImageDraw.ImageDraw, run: Run) -> float:
    return draw.textlength(run.text, font=run.font, direction=run.direction)


def _line(draw: ImageDraw.ImageDraw, text: str, y: float, size: int, fill: str, weight: int, from_right: bool) -> None:
    """Writes a line from the right margin, or from the left one."""
    rtl = bool(re.search(r"[\u0600-\u06ff]", text))
    runs = _runs(text, size, weight, rtl)
    width = sum(_length(draw, run) for run in runs)
    x = WIDTH - MARGIN - width if from_right else float(MARGIN)
    for run in reversed(runs) if rtl else runs:
        draw.text((x, y + size), run.text, font=run.font, fill=fill, anchor="ls", direction=run.direction)
        x += _length(draw, run)


def _wrapped(draw: ImageDraw.ImageDraw, text: str, size: int, rtl: bool, most: int) -> list[str]:
    """Lines of a text, ``most`` of them; what is longer ends in an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and sum(_length(draw, run) for run in _runs(longer, size, 800, rtl)) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1] + "…"]
