"""Pictures, documents and blocks that hold them, for cases in files."""

import io
import json
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.documents.models import Document

from cases.models import Case, CaseImage, CaseStudyPage
from cases.selectors.case_record import case_records
from cases.services.imports.cases import ImportOptions

PUBLISH = ImportOptions(publish=True)


def photograph(colour: str) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (80, 60), colour).save(written, "JPEG")
    return written.getvalue()


def picture(content: bytes, title: str = "A street") -> CaseImage:
    return CaseImage.objects.create(title=title, credit="Ayşe, CC BY", file=ContentFile(content, "street.jpg"))


def document(content: bytes = b"year,value\n2010,3\n", name: str = "figures.csv") -> Document:
    return Document.objects.create(title="Figures", file=ContentFile(content, name))


def account(image: int, file: int) -> str:
    cells = {"columns": [{"type": "text", "heading": "Year"}, {"type": "text", "heading": "Trips"}],
             "rows": [{"values": ["2010", "3"]}, {"values": ["2015", ""]}], "caption": "Own count"}  # fmt: skip
    numbers = [{"type": "item", "value": {"value": "12 %", "label": "of trips"}, "id": "n1"}]
    text = '<h3>Beginnings</h3><p>The <b>first</b> <a href="https://a.example/?x=1&amp;y=2">year</a>.</p>'
    blocks = [
        ("text", text),
        ("picture", {"image": image, "alt": "A wide street", "decorative": False, "caption": "In spring"}),
        ("quote", {"text": "We <did> it & more", "person": "The mayor"}),
        ("table", {"caption": "Trips a year", "table": cells, "source": "s2"}),
        ("numbers", {"numbers": numbers}),
        ("video", {"title": "A ride", "url": "https://films.example/1", "description": ""}),
        ("file", {"document": file, "title": ""}),
    ]
    return json.dumps([{"type": kind, "value": value, "id": f"b-{kind}"} for kind, value in blocks])


def exported() -> list[dict[str, Any]]:
    return [record.model_dump(mode="json") for record in case_records()]


def forget_cases() -> None:
    CaseStudyPage.objects.all().delete()
    Case.objects.all().delete()


def body_of(language: str = "en") -> list[dict[str, Any]]:
    page = CaseStudyPage.objects.get(locale__language_code=language)
    blocks: list[dict[str, Any]] = page.body.get_prep_value()
    return blocks
