"""What the documentation names is there: commands, variables, files, names in the code, measurements."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from .test_readme import read_by_compose, read_by_settings

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("cases", "home", "knowledgebase", "search", "tests")
READMES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("README.md"))]
DOCUMENTS = [ROOT / "README.md", *ROOT.glob("docs/*.md"), *READMES]
PAGES = {str(page.relative_to(ROOT)): page.read_text(encoding="utf-8") for page in DOCUMENTS}
# Of other programs, or read by gunicorn's settings only.
OTHERS = {"PROMETHEUS_MULTIPROC_DIR", "WEB_WORKERS", "WEB_THREADS", "LANGUAGES", "THESAURUS_LANGUAGES", "NULL"}


@pytest.mark.parametrize("page", PAGES)
def test_commands_exist(page: str) -> None:
    named = set(re.findall(r"manage\.py (?:\n\s*)?([a-z_]+)", PAGES[page]))
    assert named <= set(get_commands())


@pytest.mark.parametrize("page", [name for name in PAGES if name.startswith("docs/")])
def test_variables_are_read(page: str) -> None:
    named = set(re.findall(r"`([A-Z][A-Z_]{3,})(?:=[^`]*)?`", PAGES[page]))
    assert named <= read_by_settings() | read_by_compose() | OTHERS


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", PAGES[page]):
        assert link.startswith("https://") or (folder / link).exists(), link


# Made while the site runs, or addresses of the site.
NOT_OURS = {"var/demo-accounts.txt", "/api/v1/openapi.json"}
FILES = [
    f"/{path.relative_to(ROOT)}"
    for folder in (*ROOMS, "docs", ".ci")
    for path in (ROOT / folder).rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
] + [f"/{path.name}" for path in ROOT.iterdir() if path.is_file()]
SOURCE = [path for path in FILES if path.endswith((".py", ".html", ".js", ".css", "/compose.yaml", "/Makefile"))]
WORDS = {word for path in SOURCE for word in re.findall(r"\w+", (ROOT / path[1:]).read_text(encoding="utf-8"))}


def quoted(page: str) -> set[str]:
    """What stands in backticks."""
    return set(re.findall(r"`([^`\n]+)`", PAGES[page])) - NOT_OURS


@pytest.mark.parametrize("page", PAGES)
def test_files_are_there(page: str) -> None:
    """By the end of their path, as in ``services/facts.py``."""
    named = {name for name in quoted(page) if re.fullmatch(r"[\w./-]+\.(py|html|md|tsv|jsonl?|css|js|npz|ya?ml)", name)}
    assert {name for name in named if not any(path.endswith(f"/{name}") for path in FILES)} == set()


@pytest.mark.parametrize("page", [name for name in PAGES if not name.startswith("docs/")])
def test_names_are_in_the_code(page: str) -> None:
    """Classes, functions and settings: what has a capital, a dot or an underscore in it."""
    named = {name.removesuffix("()") for name in quoted(page) if re.fullmatch(r"[A-Za-z_]\w*(\.\w+)*(\(\))?", name)}
    named = {name for name in named if re.search(r"[A-Z._]", name) and f"/{name}" not in FILES}
    parts = {part for name in named if not re.search(r"\.(py|html|md|css|js|npz|json|jsonl|tsv|yaml)$", name)
             for part in name.split(".")}  # fmt: skip
    assert parts - WORDS == set()


def test_measurements_are_made() -> None:
    from search.answer.metrics import BREAKER_OPEN, DEGRADED, SECONDS, WITHOUT_MEANING

    named = set(re.findall(r"`(search_\w+?)(?:_total)?(?:\{|`)", PAGES["docs/running.md"])) - set(get_commands())
    counted = {SECONDS._name, DEGRADED._name, WITHOUT_MEANING._name, BREAKER_OPEN._name}
    made = counted | {"search_outbox_waiting", "search_index_faulty"}
    assert made == named
