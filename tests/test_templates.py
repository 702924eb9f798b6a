"""Templates of the public site can be read: no line is longer than a screen is wide."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 200
FOLDERS = [
    "cases/templates/cases/blocks", "cases/templates/cases/components", "cases/templates/cases/pages",
    "home/templates", "search/templates",
]  # fmt: skip
TEMPLATES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.html"))
TEMPLATES += sorted((ROOT / "knowledgebase/templates").glob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_line_is_too_long(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines, start=1) if len(line) > LONGEST] == []


def test_templates_are_looked_at() -> None:
    assert len(TEMPLATES) > 30
