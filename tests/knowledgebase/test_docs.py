"""What the documentation names is there: commands, variables, files, measurements."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from .test_readme import read_by_compose, read_by_settings

ROOT = Path(__file__).resolve().parents[2]
PAGES = {page.name: page.read_text(encoding="utf-8") for page in [ROOT / "README.md", *ROOT.glob("docs/*.md")]}
# Of other programs, or read by gunicorn's settings only.
OTHERS = {"PROMETHEUS_MULTIPROC_DIR", "WEB_WORKERS", "WEB_THREADS", "LANGUAGES", "THESAURUS_LANGUAGES", "NULL"}


@pytest.mark.parametrize("page", PAGES)
def test_commands_exist(page: str) -> None:
    named = set(re.findall(r"manage\.py (?:\n\s*)?([a-z_]+)", PAGES[page]))
    assert named <= set(get_commands())


@pytest.mark.parametrize("page", [name for name in PAGES if name != "README.md"])
def test_variables_are_read(page: str) -> None:
    named = set(re.findall(r"`([A-Z][A-Z_]{3,})(?:=[^`]*)?`", PAGES[page]))
    assert named <= read_by_settings() | read_by_compose() | OTHERS


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    folder = ROOT if page == "README.md" else ROOT / "docs"
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", PAGES[page]):
        assert link.startswith("https://") or (folder / link).exists(), link


def test_measurements_are_made() -> None:
    from search.answer.metrics import BREAKER_OPEN, DEGRADED, SECONDS

    named = set(re.findall(r"`(search_\w+?)(?:_total)?(?:\{|`)", PAGES["running.md"])) - set(get_commands())
    made = {SECONDS._name, DEGRADED._name, BREAKER_OPEN._name, "search_outbox_waiting"}
    assert made == named
