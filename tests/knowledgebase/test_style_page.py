"""The style page shows every token, to developers only."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from knowledgebase.style_page import COLOURS, SPACES, TEXTS

CSS = Path(__file__).resolve().parents[2] / "knowledgebase" / "static" / "css"


@pytest.mark.django_db
@pytest.mark.usefixtures("foundation")
@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_only_in_debug(settings: Any, language: str) -> None:
    assert Client().get(f"/{language}/style/").status_code == 404
    settings.DEBUG = True
    assert Client().get(f"/{language}/style/").status_code == 200


def test_it_shows_every_token() -> None:
    tokens = set(re.findall(r"^\s+--([\w-]+):", (CSS / "tokens.css").read_text(), flags=re.M))
    shown = {*COLOURS, *TEXTS, *SPACES}
    others = {"font", "leading", "leading-title", "measure", "gutter", "wide", "radius", "radius-s", "ground-line",
              "ground-land"}  # fmt: skip
    assert tokens - others == shown


def test_no_physical_direction() -> None:
    """What stylelint says where npm is; here without it."""
    side = "(?:left|right|top|bottom)"
    physical = rf"(?:margin|padding|border|inset)-{side}|[\s;{{](?:{side}|width|height)\s*:|(?:align|float):\s*{side}"
    for path in CSS.glob("*.css"):
        text = re.sub(r"@media[^{]+\{|/\*.*?\*/", "", path.read_text(), flags=re.S)
        assert re.findall(physical, text) == [], path.name
