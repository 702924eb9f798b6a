"""The README keeps its promises: every variable the settings read is in its table, with its default, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def read_by_settings() -> set[str]:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "knowledgebase" / "settings").glob("*.py"))
    return set(re.findall(r"""env\.\w+\(\s*"([A-Z_]+)\"""", source))


def test_the_environment_table_is_complete() -> None:
    table = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.M)
    assert set(table) == read_by_settings() and len(table) == len(set(table))


# What is made at the start or depends on another variable, said in words.
MADE = {"DATA_DIR", "SECRET_KEY", "DATABASE_URL", "ACCESS_LOG", "THROTTLE", "TRUSTED_PROXIES", "MFA_REQUIRED"}


def written_defaults() -> Iterator[tuple[str, Any]]:
    """Every variable with the default that stands in the settings."""
    for path in (ROOT / "knowledgebase" / "settings").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("env.") and node.keywords:
                name = ast.literal_eval(node.args[0])
                if name not in MADE:
                    yield name, ast.literal_eval(node.keywords[0].value)


DEFAULTS = dict(written_defaults())


def said(default: Any) -> str:
    """A default as the table says it."""
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, list):
        return f"`{','.join(map(str, default))}`" if default else "none"
    return f"`{default}`" if default != "" else "empty"


def test_every_default_is_known() -> None:
    assert set(DEFAULTS) | MADE == read_by_settings()


@pytest.mark.parametrize("name", DEFAULTS)
def test_the_table_says_the_default_of_the_settings(name: str) -> None:
    row = re.search(rf"^\| `{name}` \| (.*?) \|", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.M)
    assert row is not None and number_or_text(row[1]) == number_or_text(said(DEFAULTS[name]))


@pytest.mark.parametrize("name", DEFAULTS)
def test_the_example_file_says_the_default_of_the_settings_or_nothing(name: str) -> None:
    line = re.search(rf"^#{name}=(.*)$", (ROOT / ".env.example").read_text(encoding="utf-8"), flags=re.M)
    assert line is not None
    assert line[1] == "" or number_or_text(line[1]) == number_or_text(said(DEFAULTS[name]))


def number_or_text(cell: str) -> float | str:
    """60 and 60.0 say one thing."""
    try:
        return float(cell.strip("`"))
    except ValueError:
        return cell.strip("`")


def read_by_compose() -> set[str]:
    return set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", (ROOT / "compose.yaml").read_text(encoding="utf-8")))


def test_the_example_file_names_the_same_variables_and_those_of_compose() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#?([A-Z_]+)=", example, flags=re.M)) == read_by_settings() | read_by_compose()


def test_every_make_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("help", "setup", "run", "test", "lint", "bench", "relevance", "messages"):
        assert re.search(rf"^{target}:.*## \w", makefile, flags=re.M), target


def test_the_top_level_is_the_one_that_was_agreed() -> None:
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - ignored
    allowed = {
        "manage.py", "requirements.txt", "requirements-dev.txt", "README.md", "LICENSE", "pyproject.toml", "Makefile",
        "package.json", "package-lock.json", "knowledgebase", "cases", "search", "home", "tests",
        "docs", "compose.yaml", "Dockerfile",
    }  # fmt: skip
    assert found == allowed
