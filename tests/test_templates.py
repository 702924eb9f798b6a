"""Templates can be read, no line being longer than a screen is wide, and are understood by Django."""

from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 200
TEMPLATES = sorted(
    path for room in ("cases", "home", "search", "knowledgebase") for path in (ROOT / room).rglob("*.html")
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_line_is_too_long(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines, start=1) if len(line) > LONGEST] == []


def test_templates_are_looked_at() -> None:
    assert len(TEMPLATES) > 30


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_django_understands_it(path: Path) -> None:
    get_template(str(path).partition("/templates/")[2])
