"""Pictures and charts in the full text of a case as PDF."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image

from cases.models import CaseImage, CaseStudyPage
from home.services.case_files.documents import full_file
from home.services.case_files.making import made_file

from .reading import needs_typesetter, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter"), needs_typesetter]

ROOT = "https://practice.example"
TEAL = (0, 128, 128)


def picture_of(color: tuple[int, int, int], credit: str = "") -> CaseImage:
    drawn = BytesIO()
    Image.new("RGB", (1600, 900), color).save(drawn, "PNG")
    drawn.seek(0)
    image: CaseImage = CaseImage.objects.create(title="Bridge", file=ImageFile(drawn, "bridge.png"), credit=credit)
    return image


def pictures_in(path: Path) -> list[list[str]]:
    """Lines of pictures that poppler finds in a PDF."""
    said = subprocess.run(["pdfimages", "-list", str(path)], capture_output=True, text=True, check=True).stdout
    return [line.split() for line in said.splitlines()[2:]]


def colors_of(path: Path) -> set[tuple[int, int, int]]:
    """Colours of all sheets as a printer would take them, 40 dots an inch."""
    folder = path.parent / "sheets"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    subprocess.run(["pdftoppm", "-png", "-r", "40", str(path), str(folder / "sheet")], check=True)
    found: set[tuple[int, int, int]] = set()
    for sheet in folder.glob("*.png"):
        with Image.open(sheet) as image:
            colors = image.convert("RGB").getcolors(1_000_000) or []
            found |= {color for _count, color in colors if isinstance(color, tuple)}
    return found


def close(color: tuple[int, int, int], others: set[tuple[int, int, int]]) -> bool:
    return any(max(abs(a - b) for a, b in zip(color, other, strict=True)) < 12 for other in others)


def test_pictures_are_printed_with_their_words(page: CaseStudyPage) -> None:
    shown, told = picture_of(TEAL, "Hana Park"), picture_of((200, 30, 60))
    page.gallery = [
        ("picture", {"image": shown, "alt": "A bridge", "decorative": False, "caption": "The bridge in May"})
    ]
    page.body = [("picture", {"image": told, "alt": "Works", "decorative": False, "caption": "Works at night"})]
    path = made_file(full_file(page, "en", ROOT))
    colors, text = colors_of(path), text_of(path)
    assert close(TEAL, colors) and close((200, 30, 60), colors)
    assert "The bridge in May" in text and "Hana Park" in text and "Works at night" in text
    widths = {int(line[3]) for line in pictures_in(path)}
    assert widths and max(widths) <= 1100, "Pictures are printed smaller than they are kept."


def test_another_picture_makes_another_file(page: CaseStudyPage) -> None:
    first = picture_of(TEAL)
    page.gallery = [("picture", {"image": first, "alt": "A bridge", "decorative": False, "caption": ""})]
    before = full_file(page, "en", ROOT).digest
    first.file.save("other.png", ImageFile(picture_of((1, 2, 3)).file.open(), "other.png"))
    first.save()
    assert full_file(page, "en", ROOT).digest != before


def test_a_picture_whose_file_is_gone_leaves_its_words(page: CaseStudyPage) -> None:
    lost = picture_of(TEAL)
    page.gallery = [("picture", {"image": lost, "alt": "A bridge", "decorative": False, "caption": "The lost one"})]
    Path(lost.file.path).unlink()
    text = text_of(made_file(full_file(page, "en", ROOT)))
    assert "The lost one" in text and "A bridge" in text


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_series_are_drawn_as_on_the_page(language: str, client: Client) -> None:
    written = CaseStudyPage.objects.filter(locale__language_code=language, live=True).select_related("case")
    page = next(one for one in written if '<svg class="chart"' in full_file(one, language, ROOT).variants[0])
    file = full_file(page, language, ROOT)
    shown = client.get(page.get_url()).content.decode()
    assert file.variants[0].count('<svg class="chart"') == len(re.findall(r'<svg class="chart[ "]', shown))
    colors = colors_of(made_file(file))
    assert close((10, 95, 88), colors) or close((154, 61, 18), colors) or close((75, 87, 84), colors)
    assert close((239, 236, 227), colors) or close((220, 235, 231), colors) or close((246, 227, 216), colors), "area"
